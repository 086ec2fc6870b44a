package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.dispatch.NodeRows.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final long SETTLE = Duration.ofSeconds(10).toNanos();
    private static final UUID US = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final UUID THIRD = new UUID(1, 3);
    /** Whom a node's own row counts does not matter to itself. */
    private static final Seen OURS = new Seen(US, true, Set.of());

    private final Shares shares = new Shares(US, Duration.ofSeconds(10));

    @Test
    void who_finds_nobody_alive_has_all_at_once() {
        shares.appeared(0);
        assertThat(follow(0)).isEqualTo(4);
        assertThat(follow(1, new Seen(OTHER, false, Set.of()))).isEqualTo(4);
    }

    @Test
    void a_newcomer_has_nothing_until_all_others_say_that_they_count_it() {
        shares.appeared(0);
        assertThat(follow(0, alive(OTHER), alive(THIRD))).isZero();
        assertThat(follow(1, alive(OTHER, US), alive(THIRD))).isZero();
        assertThat(follow(2, alive(OTHER, US), alive(THIRD, US))).isPositive();
    }

    @Test
    void or_until_they_must_have_counted_it() {
        shares.appeared(5);
        assertThat(follow(5 + SETTLE, alive(OTHER))).isZero();
        assertThat(follow(6 + SETTLE, alive(OTHER))).isEqualTo(2);
    }

    @Test
    void who_comes_is_counted_at_once_and_told_when_nothing_is_under_way_beyond_the_part() {
        shares.appeared(0);
        follow(0);
        assertThat(follow(1, alive(OTHER))).isEqualTo(2);
        assertThat(shares.writing()).isEmpty();
        shares.within();
        assertThat(shares.writing()).containsExactly(OTHER);
    }

    @Test
    void who_is_gone_is_counted_until_no_word_of_this_node_says_otherwise() {
        countsOther();
        assertThat(follow(2)).as("its row still says that it counts the other").isEqualTo(2);
        assertThat(shares.isOutdated()).isFalse();
        shares.wrote(shares.writing());
        assertThat(shares.isOutdated()).isTrue();
        assertThat(follow(3)).isEqualTo(4);
    }

    @Test
    void who_comes_back_before_that_is_not_overlooked() {
        countsOther();
        follow(2, new Seen(OTHER, false, Set.of()));
        shares.wrote(shares.writing());
        assertThat(follow(3, alive(OTHER))).isEqualTo(2);
    }

    @Test
    void a_word_that_may_not_have_been_taken_back_still_holds() {
        countsOther();
        follow(2);
        shares.writing(); // and nobody knows whether that was written
        assertThat(follow(3)).isEqualTo(2);
    }

    @Test
    void who_may_have_been_forgotten_begins_anew() {
        countsOther();
        assertThat(shares.begin().isNone()).isTrue();
        shares.appeared(5);
        assertThat(follow(6, alive(OTHER))).isZero();
        assertThat(follow(7, alive(OTHER, US))).isEqualTo(2);
    }

    private void countsOther() {
        shares.appeared(0);
        follow(0, alive(OTHER, US));
        shares.within();
        shares.wrote(shares.writing());
    }

    /** Its slots of four. */
    private int follow(long nanos, Seen... others) {
        List<Seen> rows = new ArrayList<>(List.of(others));
        rows.add(OURS);
        return shares.follow(rows, nanos).of(4, 0);
    }

    private static Seen alive(UUID node, UUID... counts) {
        return new Seen(node, true, Set.of(counts));
    }
}
