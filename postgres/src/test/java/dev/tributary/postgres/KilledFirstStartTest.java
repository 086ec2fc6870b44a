package dev.tributary.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledFirstStartTest {
    private final long seed = Long.getLong("tributary.test.seed", new SecureRandom().nextLong());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void a_first_start_killed_at_any_moment_is_made_good_by_the_next() throws Exception {
        kill_and_start_again();
    }

    @RepeatedTest(20)
    @Tag("long")
    void the_same_twenty_times() throws Exception {
        kill_and_start_again();
    }

    /** The moment lies anywhere between before initdb and after the first rows. */
    private void kill_and_start_again() throws Exception {
        Duration life = Duration.ofMillis(random.nextInt(100, 3_000));
        System.out.println("seed " + seed + ", killed after " + life.toMillis() + " ms");
        try (OwnerProcess owner = OwnerProcess.begin(folder)) {
            owner.killAfter(life);
        }
        try (EmbeddedPostgres postgres = Lab.start(folder)) {
            assertThat(Lab.ask(postgres.connection(), "select 1")).isEqualTo("1");
        }
    }
}
