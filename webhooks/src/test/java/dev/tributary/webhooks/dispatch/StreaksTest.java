package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.FailingEndpoints.Streak;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreaksTest {
    private static final AccountId ACCOUNT = new AccountId(UUID.randomUUID());
    private static final EndpointId HATS = new EndpointId(UUID.randomUUID());
    private static final EndpointId SHOES = new EndpointId(UUID.randomUUID());
    private static final Verdict DELIVERED = new Verdict.Delivered();
    private static final Verdict RETRY = new Verdict.RetryAt(at(60));
    private static final Verdict EXHAUSTED = new Verdict.Exhausted(false);

    @Test
    void failures_are_counted_from_the_first_by_time_whatever_the_order_of_the_group() {
        assertThat(Streaks.of(List.of(done(HATS, 3, RETRY), done(HATS, 1, EXHAUSTED), done(HATS, 2, RETRY))))
                .containsExactly(new Streak(ACCOUNT, HATS, at(1), 3));
    }

    @Test
    void a_success_in_between_begins_a_new_count() {
        assertThat(Streaks.of(List.of(
                        done(HATS, 4, RETRY), done(HATS, 1, RETRY), done(HATS, 2, DELIVERED), done(HATS, 3, RETRY))))
                .containsExactly(new Streak(ACCOUNT, HATS, at(3), 2));
    }

    @Test
    void a_success_at_the_end_leaves_nothing() {
        assertThat(Streaks.of(List.of(done(HATS, 3, DELIVERED), done(HATS, 1, RETRY), done(HATS, 2, RETRY))))
                .isEmpty();
        assertThat(Streaks.of(List.of())).isEmpty();
    }

    @Test
    void replays_are_left_out_whether_they_fail_or_succeed() {
        assertThat(Streaks.of(List.of(
                        replay(HATS, 1, RETRY),
                        done(HATS, 2, RETRY),
                        replay(HATS, 3, DELIVERED),
                        done(SHOES, 1, DELIVERED))))
                .containsExactly(new Streak(ACCOUNT, HATS, at(2), 1));
    }

    @Test
    void each_endpoint_has_its_own() {
        assertThat(Streaks.of(List.of(done(HATS, 1, RETRY), done(SHOES, 2, RETRY), done(HATS, 3, RETRY))))
                .containsExactlyInAnyOrder(new Streak(ACCOUNT, HATS, at(1), 2), new Streak(ACCOUNT, SHOES, at(2), 1));
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }

    private static Done done(EndpointId endpoint, int second, Verdict verdict) {
        return done(endpoint, second, verdict, false);
    }

    private static Done replay(EndpointId endpoint, int second, Verdict verdict) {
        return done(endpoint, second, verdict, true);
    }

    private static Done done(EndpointId endpoint, int second, Verdict verdict, boolean replay) {
        Leased leased = new Leased(
                new DeliveryId(UUID.randomUUID()),
                ACCOUNT,
                endpoint,
                new EventId(UUID.randomUUID()),
                "hat.sold",
                1,
                Format.CLASSIC,
                0,
                new byte[0],
                new Lease(UUID.randomUUID(), 0),
                replay);
        Outcome outcome =
                new Outcome.Unreachable(Outcome.Reason.RESET, "on purpose", Optional.empty(), Timing.of(Duration.ZERO));
        return new Done(
                leased, false, "https://hats.example.com/", List.of(), at(second), at(second), outcome, verdict);
    }
}
