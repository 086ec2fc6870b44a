package dev.tributary.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forgetting what has served its time. */
class ForgetOldTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final List<Instant> asked = new ArrayList<>();

    @Test
    void it_goes_on_in_batches_until_nothing_old_is_left() {
        new ForgetOld(List.of(new Rows(2_500)), InstantSource.fixed(NOW)).run();
        assertThat(asked).hasSize(3).containsOnly(NOW.minus(Duration.ofDays(7)));
    }

    @Test
    void one_kind_that_fails_keeps_no_other() {
        new ForgetOld(List.of(new Failing(), new Rows(1)), InstantSource.fixed(NOW)).run();
        assertThat(asked).hasSize(1);
    }

    /** So many old rows. */
    private final class Rows implements Retained {
        private int left;

        Rows(int left) {
            this.left = left;
        }

        @Override
        public Duration kept() {
            return Duration.ofDays(7);
        }

        @Override
        public int forget(Instant before, int most) {
            asked.add(before);
            int some = Math.min(left, most);
            left -= some;
            return some;
        }
    }

    private static final class Failing implements Retained {
        @Override
        public Duration kept() {
            return Duration.ZERO;
        }

        @Override
        public int forget(Instant before, int most) {
            throw new IllegalStateException("a fault of ours");
        }
    }
}
