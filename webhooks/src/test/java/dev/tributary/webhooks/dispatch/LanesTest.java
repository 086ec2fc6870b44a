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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final EndpointId HATS = new EndpointId(UUID.randomUUID());

    private final Lanes lanes = new Lanes(DispatchSettings.defaults());

    @Test
    void a_delivery_given_back_unsent_does_not_make_its_receiver_look_fast() {
        long slow = Duration.ofSeconds(15).toNanos();
        for (int i = 0; i < 60; i++) {
            start();
            lanes.finished(HATS, slow, 0);
        }
        int room = room();
        for (int i = 0; i < 60; i++) {
            start();
            lanes.returned(HATS, 0);
        }
        assertThat(room()).isEqualTo(room);
        assertThat(lanes.inFlight()).isZero();
    }

    private void start() {
        assertThat(lanes.reserve(destination())).isTrue();
        lanes.addReserved(List.of(leased()), 0);
        assertThat(lanes.start(0, 1)).hasSize(1);
    }

    private int room() {
        return Objects.requireNonNull(lanes.room().get(HATS));
    }

    private static Leased leased() {
        return new Leased(
                new DeliveryId(UUID.randomUUID()),
                new AccountId(UUID.randomUUID()),
                HATS,
                new EventId(UUID.randomUUID()),
                "hat.sold",
                1,
                Format.CLASSIC,
                0,
                new byte[0],
                new Lease(UUID.randomUUID(), 0));
    }

    private static Destination destination() {
        String url = "https://hats.example.com/";
        try {
            Endpoint endpoint = new Endpoint(
                    HATS,
                    new AccountId(UUID.randomUUID()),
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
