package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.Destination;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesOfNodesTest extends LanesSteps {
    @Test
    void the_shares_of_all_nodes_add_up_to_the_whole() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            int nodes = 1 + random.nextInt(9);
            int whole = 1 + random.nextInt(512);
            int salt = random.nextInt();
            int sum = IntStream.range(0, nodes)
                    .map(which -> part(which, nodes).of(whole, salt))
                    .sum();
            assertThat(sum).as("%d of %d nodes, salt %d", whole, nodes, salt).isEqualTo(whole);
        }
    }

    @Test
    void one_of_several_nodes_keeps_only_what_it_starts_soon_so_that_the_others_have_something_to_do() {
        deliver(hats, 60);
        lanes.follow(part(0, 3), now);
        int slots = atOnce(hats);
        assertThat(slots).isBetween(10, 11);
        for (int i = 0; i < 100; i++) {
            finish(startOne(hats), Reception.DELIVERED, SECOND / 4);
        }
        assertThat(add(hats, 2_000)).as("a second's work").isBetween(4 * slots, 5 * slots);
    }

    @Test
    void one_of_several_nodes_keeps_what_its_part_of_the_rate_lets_go_soon() {
        lanes.follow(part(0, 3), now);
        Destination paced = with(hats, Optional.of(3), 32);
        assertThat(add(paced, 100)).isLessThanOrEqualTo(2);
        assertThat(lanes.start(now, 10)).hasSize(1);
        assertThat(add(paced, 100)).isLessThanOrEqualTo(1);
    }

    @Test
    void where_there_are_fewer_slots_than_nodes_those_who_have_one_share_the_whole_rate() {
        Destination paced = with(hats, Optional.of(10), 2);
        int started = 0;
        for (int node = 0; node < 4; node++) {
            Lanes its = new Lanes(DispatchSettings.defaults());
            its.follow(part(node, 4), now);
            for (int i = 0; i < 200; i++) {
                if (its.reserve(paced, 0)) {
                    its.addReserved(List.of(leased(paced)), now);
                }
                List<Leased> these = its.start(now, 10);
                started += these.size();
                these.forEach(leased -> its.finished(leased, Reception.DELIVERED, QUICK, now));
                now += SECOND / 20;
            }
        }
        assertThat(started).as("in ten seconds").isBetween(100, 102);
    }

    @Test
    void slow_answers_take_no_room_from_what_the_rate_lets_go() {
        deliver(hats, 60);
        Destination paced = with(hats, Optional.of(4), 32);
        lanes.follow(paced);
        lanes.follow(part(0, 2), now);
        for (int i = 0; i < 15; i++) { // that take long
            assertThat(add(paced, 1)).isOne();
            assertThat(lanes.start(now, 10)).hasSize(1);
            now += SECOND / 2;
        }
        assertThat(lanes.inFlight()).isEqualTo(15);
    }

    @Test
    void a_node_that_does_not_know_its_share_takes_nothing_and_gives_back_what_waits() {
        add(hats, 10);
        assertThat(lanes.follow(Part.NONE, now)).hasSize(10);
        assertThat(lanes.reserve(hats, 0)).isFalse();
        assertThat(lanes.roomInAll()).isZero();
        assertThat(lanes.start(now, 10)).isEmpty();
    }

    @Test
    void a_node_that_the_others_may_take_for_dead_starts_nothing_until_it_has_said_that_it_lives() {
        add(hats, 2);
        lanes.pulse().beat(now, Duration.ofSeconds(15));
        now += 15 * SECOND;
        assertThat(lanes.start(now, 10)).isEmpty();
        lanes.pulse().beat(now, Duration.ofSeconds(15));
        assertThat(lanes.start(now, 10)).hasSize(2);
    }

    @Test
    void only_one_of_several_nodes_probes_and_the_others_are_forgiven_after_a_minute() {
        Part first = part(0, 2);
        Part probing = first.of(1, hats.endpoint().id().value().hashCode()) == 0 ? first : part(1, 2);
        lanes.follow(probing, now); // a share of the cap, none of the probe
        for (int i = 0; i < 20; i++) {
            finish(startOne(hats), Reception.FAILED, QUICK);
        }
        assertThat(atOnce(hats)).isZero();
        now += 61 * SECOND;
        lanes.follow(probing, now);
        assertThat(atOnce(hats)).isPositive();
    }

    private static Part part(int which, int nodes) {
        return Part.among(
                IntStream.range(0, nodes).mapToObj(node -> new UUID(7, node)).toList(), new UUID(7, which));
    }
}
