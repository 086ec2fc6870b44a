package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final long SETTLE = Duration.ofSeconds(10).toNanos();

    private final Shares shares = new Shares(Duration.ofSeconds(10));

    @Test
    void who_is_alone_has_all_at_once() {
        assertThat(shares.begin(Share.ALONE).of(7, 3)).isEqualTo(7);
    }

    @Test
    void a_newcomer_has_nothing_until_the_others_have_given_up_their_parts() {
        assertThat(shares.follow(new Share(2, 0), 0).isNone()).isTrue();
        assertThat(shares.areNew()).isTrue();
        assertThat(shares.follow(new Share(2, 0), SETTLE).isNone()).isTrue();
        assertThat(shares.follow(new Share(2, 0), SETTLE + 1).of(4, 0)).isEqualTo(2);
        assertThat(shares.areNew()).isFalse();
    }

    @Test
    void a_part_shrinks_at_once_and_grows_later() {
        shares.begin(Share.ALONE);
        assertThat(shares.follow(new Share(2, 0), 0).of(4, 0)).isEqualTo(2);
        assertThat(shares.follow(Share.ALONE, 1).of(4, 0))
                .as("it has gone again")
                .isEqualTo(2);
        assertThat(shares.follow(Share.ALONE, SETTLE + 1).of(4, 0)).isEqualTo(2);
        assertThat(shares.follow(Share.ALONE, SETTLE + 2).of(4, 0)).isEqualTo(4);
    }

    @Test
    void the_slower_of_two_rates_holds_meanwhile() {
        shares.begin(new Share(3, 0));
        assertThat(shares.follow(new Share(2, 0), 0).spacing(100)).isEqualTo(300);
        assertThat(shares.follow(new Share(2, 0), SETTLE + 1).spacing(100)).isEqualTo(200);
    }

    /** Everybody hears of every change, some later than others, and never a whole settling time later. */
    @Test
    void the_parts_of_all_never_exceed_the_whole_however_late_each_hears_of_a_change() {
        Random random = new Random(11);
        for (int life = 0; life < 200; life++) {
            int whole = 1 + random.nextInt(6);
            List<Shares> nodes = new ArrayList<>(List.of(new Shares(Duration.ofSeconds(10))));
            List<Integer> parts =
                    new ArrayList<>(List.of(nodes.getFirst().begin(Share.ALONE).of(whole, 5)));
            for (long now = 0; now < 40; now++) {
                int alive = Math.max(1, nodes.size() - (random.nextInt(8) == 0 ? 1 : 0));
                if (nodes.size() < 5 && random.nextInt(4) == 0) {
                    nodes.add(new Shares(Duration.ofSeconds(10)));
                    parts.add(0);
                    alive = nodes.size();
                }
                while (nodes.size() > alive) { // whatever it had under way is over when the others settle
                    nodes.removeLast();
                    parts.removeLast();
                }
                for (long late = 1; late <= 4; late++) {
                    for (int rank = 0; rank < nodes.size(); rank++) {
                        if (late == 4 || random.nextBoolean()) {
                            long nanos = now * SETTLE / 2 + late * SETTLE / 16;
                            parts.set(
                                    rank,
                                    nodes.get(rank)
                                            .follow(new Share(alive, rank), nanos)
                                            .of(whole, 5));
                            assertThat(parts.stream()
                                            .mapToInt(Integer::intValue)
                                            .sum())
                                    .as("life %d", life)
                                    .isLessThanOrEqualTo(whole);
                        }
                    }
                }
            }
        }
    }
}
