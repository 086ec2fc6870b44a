package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.EventId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NOW = -500 * SECOND;

    private final Doubts doubts = new Doubts(Duration.ofMinutes(1));

    @Test
    void a_lease_in_doubt_is_given_back_when_it_is_over() {
        Leased leased = endingAt(NOW + 90 * SECOND);
        doubts.add(List.of(leased), NOW);
        assertThat(doubts.takeExpired(NOW + 90 * SECOND)).isEmpty();
        assertThat(doubts.takeExpired(NOW + 91 * SECOND)).containsExactly(leased.withoutBody());
        assertThat(doubts.isEmpty()).isTrue();
    }

    @Test
    void a_commit_in_doubt_has_as_long_as_a_lease_to_take_effect_though_its_lease_was_over_before() {
        Leased leased = endingAt(NOW - 30 * SECOND);
        doubts.add(List.of(leased), NOW);
        assertThat(doubts.takeExpired(NOW + 60 * SECOND)).isEmpty();
        assertThat(doubts.takeExpired(NOW + 61 * SECOND)).containsExactly(leased.withoutBody());
    }

    private static Leased endingAt(long nanos) {
        return new Leased(
                new DeliveryId(UUID.randomUUID()),
                new AccountId(UUID.randomUUID()),
                new EndpointId(UUID.randomUUID()),
                new EventId(UUID.randomUUID()),
                "hat.sold",
                1,
                Format.CLASSIC,
                0,
                new byte[0],
                new Lease(UUID.randomUUID(), nanos));
    }
}
