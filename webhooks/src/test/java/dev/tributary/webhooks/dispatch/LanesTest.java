package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Room;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest extends LanesSteps {
    @Test
    void a_delivery_given_back_unsent_does_not_make_its_receiver_look_fast() {
        for (int i = 0; i < 60; i++) {
            finish(startOne(hats), Reception.FAILED, HANGING);
        }
        int room = room(hats);
        for (int i = 0; i < 60; i++) {
            lanes.returned(startOne(hats), now);
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
        assertThat(atOnce(hats)).isEqualTo(16);
        busy(hats, 5);
        assertThat(atOnce(hats)).isEqualTo(1);
        now += 31 * SECOND;
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
            assertThat(lanes.reserve(hats, 0)).isTrue();
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
        assertThat(made.subList(0, 10))
                .as("one of ten, then fresh ones")
                .containsOnlyOnce(1)
                .containsOnly(0, 1);
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
    void no_account_takes_the_memory_that_others_need() {
        int all = DispatchSettings.defaults().maxQueued();
        AccountId large = new AccountId(UUID.randomUUID());
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += add(destination(large), 1_000);
        }
        assertThat(taken).isEqualTo(all / 2);
        for (int i = 0; i < 100; i++) {
            assertThat(add(destination(new AccountId(UUID.randomUUID())), 1)).isOne();
        }
        assertThat(lanes.fullAccounts()).as("as it holds more than is left").containsExactly(large);
        assertThat(add(destination(large), 1)).isZero();
        assertThat(add(hats, 400)).isEqualTo(400);
    }

    @Test
    void what_an_account_gets_back_is_not_for_those_of_its_webhooks_that_hold_most() {
        AccountId large = new AccountId(UUID.randomUUID());
        List<Destination> hanging = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hanging.add(destination(large));
            add(hanging.getLast(), 1_000);
        }
        lanes.start(now, 10).forEach(leased -> finish(leased, Reception.FAILED, QUICK));
        assertThat(add(hanging.getFirst(), 1)).isZero();
        assertThat(add(destination(large), 3)).isEqualTo(3);
    }

    @Test
    void large_bodies_fill_the_memory_by_their_bytes_and_one_is_taken_however_large() {
        Lanes small = new Lanes(DispatchSettings.defaults().withBytes(1_000));
        small.follow(Part.ALL, now);
        Destination caps = destination(new AccountId(UUID.randomUUID()));
        assertThat(small.reserve(hats, 400)).isTrue();
        assertThat(small.reserve(hats, 400)).isTrue();
        assertThat(small.bytesLeft()).isEqualTo(200);
        assertThat(small.reserve(hats, 1)).as("a third for one of two").isFalse();
        assertThat(small.reserve(caps, 5_000)).isTrue();
        assertThat(small.bytesLeft()).isZero();
        assertThat(small.reserve(caps, 0)).isFalse();
        small.unreserve(leased(caps, 0, false, new byte[5_000]));
        small.unreserve(leased(hats, 0, false, new byte[400]));
        small.unreserve(leased(hats, 0, false, new byte[400]));
        assertThat(small.isEmpty()).isTrue();
        assertThat(small.reserve(caps, 5_000)).isTrue();
    }

    @Test
    void what_is_taken_out_of_the_memory_is_what_was_taken_in() {
        for (int i = 0; i < 40; i++) {
            Leased one = leased(hats, i % 3, i % 7 == 0, new byte[i]);
            if (i % 2 == 0) {
                lanes.addClaimed(one, hats, now);
            } else {
                add(one);
            }
        }
        long most = DispatchSettings.defaults().maxBytes();
        assertThat(lanes.bytesLeft()).isEqualTo(most - 39 * 40 / 2);
        List<Leased> started = lanes.start(now, 4);
        finish(started.get(0), Reception.DELIVERED, QUICK);
        finish(started.get(1), Reception.BUSY, QUICK);
        lanes.returned(started.get(2), now);
        finish(started.get(3), Reception.FAILED, QUICK);
        lanes.takeWaiting(hats.endpoint().id());
        assertThat(lanes.bytesLeft()).isEqualTo(most);
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void a_lane_full_of_fresh_ones_takes_a_tenth_of_retries_on_top() {
        deliver(hats, 60);
        int most = add(hats, 10_000);
        assertThat(places(hats)).isEqualTo(new Room(0, most / 10));
        for (int i = 0; i < most / 10; i++) {
            assertThat(lanes.addClaimed(retry(hats, 1), hats, now)).isEmpty();
        }
        assertThat(places(hats)).isEqualTo(Room.NONE);
    }

    @Test
    void one_at_a_time_takes_a_retry_when_it_is_one_s_turn_and_not_before() {
        deliver(hats, 60);
        Destination single = with(hats, Optional.empty(), 1);
        lanes.follow(single);
        for (int i = 0; i < 40; i++) {
            deliverSlowly(single, leased(single));
        }
        deliverSlowly(single, retry(single, 1));
        for (int i = 0; i < 9; i++) {
            assertThat(places(single)).isEqualTo(new Room(1, 0));
            deliverSlowly(single, leased(single));
        }
        assertThat(places(single)).isEqualTo(new Room(1, 1));
    }

    private void deliverSlowly(Destination single, Leased one) {
        assertThat(lanes.addClaimed(one, single, now)).isEmpty();
        assertThat(lanes.start(now, 10)).containsExactly(one);
        finish(one, Reception.DELIVERED, 2 * HANGING);
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
    void a_rate_of_one_a_second_lets_one_go_after_a_quiet_time_too() {
        Destination paced = with(hats, Optional.of(1), 32);
        for (int i = 0; i < 3; i++) {
            now += 100 * SECOND;
            assertThat(add(paced, 2)).isEqualTo(2);
            List<Leased> first = lanes.start(now, 10);
            now += SECOND * 9 / 10;
            assertThat(lanes.start(now, 10)).isEmpty();
            now += SECOND / 10;
            List<Leased> second = lanes.start(now, 10);
            assertThat(List.of(first.size(), second.size())).containsOnly(1);
            finish(first.getFirst(), Reception.DELIVERED, QUICK);
            finish(second.getFirst(), Reception.DELIVERED, QUICK);
        }
    }

    @Test
    void starts_that_come_a_little_late_still_keep_the_rate() {
        Destination paced = with(hats, Optional.of(50), 512);
        int started = 0;
        for (int i = 0; i < 100; i++) {
            add(paced, 5);
            List<Leased> late = lanes.start(now, 10);
            started += late.size();
            late.forEach(leased -> finish(leased, Reception.DELIVERED, QUICK));
            now += SECOND * 11 / 1000;
        }
        assertThat(started).isBetween(54, 56);
    }

    @Test
    void one_that_is_passed_over_leaves_its_turn_to_the_next() {
        Destination paced = with(hats, Optional.of(1), 32);
        now += 100 * SECOND;
        add(paced, 2);
        lanes.passedOver(lanes.start(now, 10).getFirst(), now);
        assertThat(lanes.start(now, 10)).hasSize(1);
    }

    @Test
    void however_many_endpoints_there_are_none_forgets_what_holds_it_back() {
        Destination paced = with(hats, Optional.of(1), 32);
        add(paced, 1);
        Leased first = lanes.start(now, 10).getFirst();
        for (int i = 0; i < 10_001; i++) {
            lanes.follow(destination(new AccountId(UUID.randomUUID())));
        }
        finish(first, Reception.BUSY, QUICK);
        lanes.follow(Part.ALL, now);
        assertThat(add(paced, 1)).isOne();
        assertThat(lanes.start(now, 10)).isEmpty();
        assertThat(lanes.rooms().each()).as("what is idle is forgotten").hasSize(1);
    }

    @Test
    void who_failed_last_is_forgotten_once_it_has_been_silent_for_an_hour() {
        Destination failing = hats;
        add(failing, 1);
        finish(lanes.start(now, 10).getFirst(), Reception.FAILED, QUICK);
        for (int i = 0; i < 10_001; i++) {
            lanes.follow(destination(new AccountId(UUID.randomUUID())));
        }
        lanes.follow(Part.ALL, now);
        assertThat(lanes.rooms().each()).hasSize(1);
        now += 3_601 * SECOND;
        for (int i = 0; i < 10_001; i++) {
            lanes.follow(destination(new AccountId(UUID.randomUUID())));
        }
        lanes.follow(Part.ALL, now);
        assertThat(lanes.rooms().each()).isEmpty();
    }
}
