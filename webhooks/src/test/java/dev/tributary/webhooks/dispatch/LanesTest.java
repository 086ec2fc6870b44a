package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.transport.RefusedTarget;
import dev.tributary.webhooks.transport.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final long QUICK = Duration.ofMillis(5).toNanos();
    private static final long HANGING = Duration.ofSeconds(15).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Lanes lanes = new Lanes(DispatchSettings.defaults());
    private final Destination hats = destination(new AccountId(UUID.randomUUID()));
    private long now;

    LanesTest() {
        lanes.follow(Part.ALL, now);
    }

    @Test
    void a_delivery_given_back_unsent_does_not_make_its_receiver_look_fast() {
        for (int i = 0; i < 60; i++) {
            finish(startOne(hats), Reception.FAILED, HANGING);
        }
        int room = room(hats);
        for (int i = 0; i < 60; i++) {
            lanes.returned(startOne(hats).endpoint(), now);
        }
        assertThat(room(hats)).isEqualTo(room);
        assertThat(lanes.inFlight()).isZero();
    }

    @Test
    void an_endpoint_is_trusted_with_more_at_once_as_it_delivers_up_to_its_cap() {
        assertThat(atOnce(hats)).isEqualTo(Window.FIRST);
        deliver(hats, 10);
        assertThat(atOnce(hats)).isEqualTo(Window.FIRST + 10);
        deliver(hats, 100);
        assertThat(atOnce(hats)).isEqualTo(32);
    }

    @Test
    void a_receiver_that_is_too_busy_gets_half_as_many_at_once_and_all_of_them_again_when_it_recovers() {
        deliver(hats, 60);
        busy(hats, 1);
        assertThat(atOnce(hats)).isEqualTo(32);
        busy(hats, 1);
        assertThat(atOnce(hats)).isEqualTo(16);
        busy(hats, 5);
        assertThat(atOnce(hats)).isEqualTo(1);
        deliver(hats, 2_000);
        assertThat(atOnce(hats)).isEqualTo(32);
    }

    @Test
    void a_burst_of_answers_that_it_is_busy_counts_once() {
        deliver(hats, 28);
        assertThat(atOnce(hats)).isEqualTo(32);
        add(hats, 10);
        lanes.start(now, 10).forEach(leased -> finish(leased, Reception.BUSY, QUICK));
        assertThat(atOnce(hats)).isEqualTo(16);
    }

    @Test
    void one_at_a_time_that_is_still_too_much_is_spaced_out_and_no_longer_once_it_delivers() {
        busy(hats, 6);
        add(hats, 3);
        now += 31 * SECOND;
        assertThat(lanes.start(now, 64)).hasSize(1);
        assertThat(lanes.untilPaced(now)).isBetween(Duration.ZERO, Duration.ofSeconds(31));
    }

    @Test
    void after_twenty_failures_in_a_row_one_probe_goes_out_at_a_time_and_its_success_lets_all_go() {
        deliver(hats, 60);
        for (int i = 0; i < 20; i++) {
            finish(startOne(hats), Reception.FAILED, QUICK);
        }
        assertThat(atOnce(hats)).isEqualTo(1);
        finish(startOne(hats), Reception.DELIVERED, QUICK);
        assertThat(atOnce(hats)).isEqualTo(32);
    }

    @Test
    void an_endpoint_with_a_rate_is_sent_to_wherever_the_monotonic_clock_began() {
        now = Long.MIN_VALUE / 2;
        Destination paced = with(hats, Optional.of(10), 32);
        add(paced, 3);
        int atOnce = lanes.start(now, 10).size();
        assertThat(atOnce).isBetween(1, 2);
        now += SECOND / 10;
        assertThat(lanes.start(now, 10)).hasSize(1);
    }

    @Test
    void a_cap_that_is_lowered_holds_for_what_waits_already() {
        add(hats, 4);
        lanes.follow(with(hats, Optional.empty(), 1));
        assertThat(lanes.start(now, 10)).hasSize(1);
    }

    @Test
    void a_lone_delivery_never_opens_the_breaker() {
        Leased lone = leased(hats);
        for (int i = 0; i < 40; i++) {
            assertThat(lanes.reserve(hats)).isTrue();
            lanes.addReserved(List.of(lone), now);
            assertThat(lanes.start(now, 1)).hasSize(1);
            finish(lone, Reception.FAILED, QUICK);
        }
        assertThat(atOnce(hats)).isEqualTo(Window.FIRST);
    }

    @Test
    void replays_that_fail_never_open_the_breaker_and_one_that_arrives_closes_it() {
        deliver(hats, 60);
        for (int i = 0; i < 40; i++) {
            finish(startOne(replay(hats)), Reception.FAILED, QUICK);
        }
        assertThat(atOnce(hats)).isEqualTo(32);
        for (int i = 0; i < 20; i++) {
            finish(startOne(replay(hats)), Reception.DELIVERED, QUICK);
            finish(startOne(hats), Reception.FAILED, QUICK);
        }
        assertThat(atOnce(hats)).as("which no replay kept closed").isEqualTo(1);
        finish(startOne(replay(hats)), Reception.DELIVERED, QUICK);
        assertThat(atOnce(hats)).isEqualTo(32);
    }

    @Test
    void fresh_events_go_first_and_every_tenth_start_is_a_retrys() {
        deliver(hats, 60);
        for (int i = 0; i < 5; i++) {
            add(retry(hats, 1 + i));
        }
        add(hats, 30);
        List<Integer> made = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            Leased next = lanes.start(now, 1).getFirst();
            made.add(next.made());
            finish(next, Reception.DELIVERED, QUICK);
        }
        assertThat(made.subList(0, 10)).as("one of ten, then fresh ones").containsOnlyOnce(1).containsOnly(0, 1);
        assertThat(made.subList(10, 30)).containsOnlyOnce(2, 3).doesNotContain(4, 5);
        assertThat(made.getLast()).as("when nothing fresh is left").isEqualTo(5);
    }

    @Test
    void what_can_no_longer_start_in_time_is_given_back_when_a_receiver_begins_to_hang() {
        deliver(hats, 60);
        add(hats, 1_000);
        List<Leased> back = new ArrayList<>();
        for (List<Leased> started = lanes.start(now, 1); !started.isEmpty(); started = lanes.start(now, 1)) {
            back.addAll(lanes.finished(started.getFirst(), Reception.BUSY, HANGING, now));
            now += 31 * SECOND;
        }
        assertThat(back).hasSizeGreaterThan(900).doesNotHaveDuplicates();
        assertThat(room(hats)).isLessThanOrEqualTo(2);
    }

    @Test
    void accounts_take_turns_however_many_webhooks_one_of_them_has() {
        AccountId large = new AccountId(UUID.randomUUID());
        for (int i = 0; i < 50; i++) {
            add(destination(large), 4);
        }
        add(hats, 4);
        List<Leased> started = lanes.start(now, 8);
        assertThat(started).filteredOn(leased -> leased.account().equals(large)).hasSize(4);
        assertThat(started)
                .filteredOn(leased -> leased.account().equals(hats.endpoint().account()))
                .hasSize(4);
    }

    @Test
    void webhooks_that_hang_never_take_more_than_half_of_the_permits() {
        deliver(hats, 60);
        AccountId other = new AccountId(UUID.randomUUID());
        for (int i = 0; i < 1_000; i++) {
            add(destination(other), 4);
        }
        int permits = DispatchSettings.defaults().maxInFlight();
        assertThat(lanes.start(now, 10_000)).hasSize(permits / 2);
        add(hats, 32);
        assertThat(lanes.start(now, 10_000)).hasSize(32);
    }

    @Test
    void the_shares_of_all_nodes_add_up_to_the_whole() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            int nodes = 1 + random.nextInt(9);
            int whole = 1 + random.nextInt(512);
            int salt = random.nextInt();
            int sum = IntStream.range(0, nodes)
                    .map(rank -> new Share(nodes, rank).of(whole, salt))
                    .sum();
            assertThat(sum).as("%d of %d nodes, salt %d", whole, nodes, salt).isEqualTo(whole);
        }
    }

    @Test
    void one_of_several_nodes_keeps_only_what_it_starts_soon_so_that_the_others_have_something_to_do() {
        deliver(hats, 60);
        lanes.follow(Part.of(new Share(3, 0)), now);
        int slots = atOnce(hats);
        assertThat(slots).isBetween(10, 11);
        for (int i = 0; i < 100; i++) {
            finish(startOne(hats), Reception.DELIVERED, SECOND / 4);
        }
        assertThat(add(hats, 2_000)).as("a second's work").isBetween(4 * slots, 5 * slots);
    }

    @Test
    void one_of_several_nodes_keeps_what_its_part_of_the_rate_lets_go_soon() {
        lanes.follow(Part.of(new Share(3, 0)), now);
        Destination paced = with(hats, Optional.of(3), 32);
        assertThat(add(paced, 100)).isLessThanOrEqualTo(2);
        assertThat(lanes.start(now, 10)).hasSize(1);
        assertThat(add(paced, 100)).isLessThanOrEqualTo(1);
    }

    @Test
    void slow_answers_take_no_room_from_what_the_rate_lets_go() {
        deliver(hats, 60);
        Destination paced = with(hats, Optional.of(4), 32);
        lanes.follow(paced);
        lanes.follow(Part.of(new Share(2, 0)), now);
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
        assertThat(lanes.reserve(hats)).isFalse();
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
        Share first = new Share(2, 0);
        Share probing = first.of(1, hats.endpoint().id().value().hashCode()) == 0 ? first : new Share(2, 1);
        lanes.follow(Part.of(probing), now); // a share of the cap, none of the probe
        for (int i = 0; i < 20; i++) {
            finish(startOne(hats), Reception.FAILED, QUICK);
        }
        assertThat(atOnce(hats)).isZero();
        now += 61 * SECOND;
        lanes.follow(Part.of(probing), now);
        assertThat(atOnce(hats)).isPositive();
    }

    /** How many of an endpoint's deliveries are started when plenty wait; they are taken back again. */
    private int atOnce(Destination destination) {
        now += 31 * SECOND;
        int added = add(destination, 64);
        List<Leased> started = lanes.start(now, 64);
        started.forEach(leased -> lanes.returned(leased.endpoint(), now));
        assertThat(lanes.takeWaiting(destination.endpoint().id())).hasSize(added - started.size());
        return started.size();
    }

    private void deliver(Destination destination, int times) {
        for (int i = 0; i < times; i++) {
            finish(startOne(destination), Reception.DELIVERED, QUICK);
        }
    }

    /** Seconds apart. */
    private void busy(Destination destination, int times) {
        for (int i = 0; i < times; i++) {
            now += 31 * SECOND;
            finish(startOne(destination), Reception.BUSY, QUICK);
        }
    }

    private Leased startOne(Destination destination) {
        assertThat(destination).isSameAs(hats);
        return startOne(leased(destination));
    }

    private Leased startOne(Leased one) {
        add(one);
        List<Leased> started = lanes.start(now, 1);
        assertThat(started).hasSize(1);
        return started.getFirst();
    }

    private void finish(Leased leased, Reception reception, long took) {
        assertThat(lanes.finished(leased, reception, took, now)).isEmpty();
    }

    /** As many as it has room for. */
    private int add(Destination destination, int count) {
        int added = 0;
        while (added < count && lanes.reserve(destination)) {
            lanes.addReserved(List.of(leased(destination)), now);
            added++;
        }
        return added;
    }

    private void add(Leased one) {
        assertThat(lanes.reserve(hats)).isTrue();
        lanes.addReserved(List.of(one), now);
    }

    private int room(Destination destination) {
        return Objects.requireNonNull(lanes.room().get(destination.endpoint().id()));
    }

    private static Leased leased(Destination to) {
        return leased(to, 0, false);
    }

    private static Leased retry(Destination to, int made) {
        return leased(to, made, false);
    }

    private static Leased replay(Destination to) {
        return leased(to, 0, true);
    }

    private static Leased leased(Destination to, int made, boolean replay) {
        return new Leased(
                new DeliveryId(UUID.randomUUID()),
                to.endpoint().account(),
                to.endpoint().id(),
                new EventId(UUID.randomUUID()),
                "hat.sold",
                1,
                Format.CLASSIC,
                made,
                new byte[0],
                new Lease(UUID.randomUUID(), 0),
                replay);
    }

    private static Destination with(Destination old, Optional<Integer> rate, int maxInFlight) {
        Endpoint endpoint = old.endpoint();
        EndpointSettings d = endpoint.settings();
        EndpointSettings settings = new EndpointSettings(
                d.url(),
                d.description(),
                d.format(),
                d.allTopics(),
                d.topics(),
                d.signing(),
                d.ordered(),
                rate,
                maxInFlight,
                d.timeoutSeconds(),
                d.schedule(),
                d.headers());
        Endpoint changed = new Endpoint(
                endpoint.id(),
                endpoint.account(),
                settings,
                endpoint.status(),
                endpoint.statusReason(),
                endpoint.createdAt(),
                endpoint.updatedAt(),
                endpoint.version() + 1);
        return new Destination(changed, old.target(), old.secrets());
    }

    private static Destination destination(AccountId account) {
        String url = "https://hats.example.com/";
        try {
            Endpoint endpoint = new Endpoint(
                    new EndpointId(UUID.randomUUID()),
                    account,
                    EndpointSettings.forUrl(url),
                    Status.ACTIVE,
                    Optional.empty(),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    1);
            return new Destination(endpoint, Target.parse(url), List.of());
        } catch (RefusedTarget e) {
            throw new AssertionError(e);
        }
    }
}
