package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.dispatch.Simulation.Without;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SOME = 300;
    private static final int MANY = 10_000;

    @Test
    void nothing_is_lost_and_no_rule_is_broken_whatever_happens() {
        LongStream.range(0, SOME).forEach(seed -> Simulation.run(seed, Without.NOTHING));
    }

    @Test
    @Tag("long")
    void nor_in_ten_thousand_lives() {
        LongStream.range(SOME, MANY).forEach(seed -> Simulation.run(seed, Without.NOTHING));
    }

    @Test
    void a_seed_decides_everything() {
        assertThat(Simulation.trace(1, Without.NOTHING)).isEqualTo(Simulation.trace(1, Without.NOTHING));
    }
}
