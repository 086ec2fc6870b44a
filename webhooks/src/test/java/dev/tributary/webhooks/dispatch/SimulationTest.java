package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.webhooks.dispatch.Simulation.Without;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A seed that fails is told with what happened last, and the lines for {@code kept-seeds.txt}: there it is always lived again. */
class SimulationTest {
    private static final int SOME = 300;
    private static final int MANY = 10_000;
    private static final int ENOUGH_TO_MISS_IT = 60;
    private static final Set<String> WHAT_MAY_HAPPEN = Set.of(
            "fault", "freeze", "thaw", "crash", "stop", "leave", "switch", "webhook", "replay", "bad", "breaker");

    @Test
    void nothing_is_lost_and_no_rule_is_broken_whatever_happens() {
        LongStream.range(0, SOME).forEach(seed -> Simulation.run(seed, Without.NOTHING));
    }

    @Test
    @Tag("long")
    void nor_in_ten_thousand_lives() {
        LongStream.range(SOME, MANY).forEach(seed -> Simulation.run(seed, Without.NOTHING));
    }

    @ParameterizedTest
    @MethodSource("keptSeeds")
    void a_life_that_once_broke_a_rule_never_does_again(long seed) {
        Simulation.run(seed, Without.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(value = Without.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void what_the_engine_relies_on_is_missed_where_it_is_taken_away(Without without) {
        assertThat(LongStream.range(0, ENOUGH_TO_MISS_IT).filter(seed -> isBroken(seed, without)))
                .isNotEmpty();
    }

    @Test
    void whatever_may_happen_does_in_some_life() {
        Set<String> happened = LongStream.range(0, ENOUGH_TO_MISS_IT)
                .boxed()
                .flatMap(seed -> Simulation.trace(seed, Without.NOTHING).stream())
                .map(line -> List.of(line.split(" ", 3)).get(1))
                .collect(Collectors.toSet());
        assertThat(happened).containsAll(WHAT_MAY_HAPPEN);
    }

    @Test
    void a_life_that_breaks_a_rule_says_what_to_keep() {
        assertThatThrownBy(() -> LongStream.range(0, ENOUGH_TO_MISS_IT)
                        .forEach(seed -> Simulation.run(seed, Without.ORDER_GUARD)))
                .hasMessageMatching("(?s)seed (\\d+): .*to be kept in kept-seeds.txt:\n# [^\n]+\n\\1");
    }

    @Test
    void a_seed_decides_everything() {
        List<String> life = Simulation.trace(1, Without.NOTHING);
        assertThat(life).hasSizeGreaterThan(100).isEqualTo(Simulation.trace(1, Without.NOTHING));
        assertThat(Simulation.trace(2, Without.NOTHING)).isNotEqualTo(life);
    }

    private static boolean isBroken(long seed, Without without) {
        try {
            Simulation.run(seed, without);
            return false;
        } catch (Violation e) {
            return true;
        }
    }

    static List<Long> keptSeeds() {
        try (InputStream file = Objects.requireNonNull(SimulationTest.class.getResourceAsStream("kept-seeds.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
