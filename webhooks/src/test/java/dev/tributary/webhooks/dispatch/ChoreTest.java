package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.webhooks.sql.DatabaseFault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoreTest {
    private static final Instant START = Instant.parse("2031-01-01T12:00:00Z");

    private final List<Instant> done = new ArrayList<>();

    @Test
    void it_is_done_at_first_and_then_in_its_time() {
        Chore chore = new Chore("test", Duration.ofHours(1), done::add);
        List.of(0, 1, 3599, 3600, 3601, 7200).forEach(seconds -> chore.run(START.plusSeconds(seconds)));
        assertThat(done).containsExactly(START, START.plusSeconds(3600), START.plusSeconds(7200));
    }

    @Test
    void what_is_refused_fails_alone_and_is_tried_again_in_a_minute() {
        Chore chore = new Chore("test", Duration.ofHours(1), now -> {
            done.add(now);
            throw new SQLException("on purpose", "2BP01");
        });
        List.of(0, 3, 59, 60, 63).forEach(seconds -> chore.run(START.plusSeconds(seconds)));
        assertThat(done).containsExactly(START, START.plusSeconds(60));
    }

    @Test
    void a_fault_of_our_own_fails_alone_too() {
        Chore chore = new Chore("test", Duration.ZERO, _ -> {
            throw new IllegalStateException("on purpose");
        });
        chore.run(START);
        chore.run(START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01"})
    void a_database_that_is_away_is_the_loops_trouble(String state) {
        Chore chore = new Chore("test", Duration.ofHours(1), now -> {
            done.add(now);
            throw new SQLException("on purpose", state);
        });
        assertThatThrownBy(() -> chore.run(START)).isInstanceOf(DatabaseFault.class);
        assertThatThrownBy(() -> chore.run(START)).isInstanceOf(DatabaseFault.class);
        assertThat(done).as("at the next step").hasSize(2);
    }
}
