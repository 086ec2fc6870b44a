package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.Room;
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

/** A node's lanes, and steps that tests of them share. */
abstract class LanesSteps {
    static final long QUICK = Duration.ofMillis(5).toNanos();
    static final long HANGING = Duration.ofSeconds(15).toNanos();
    static final long SECOND = Duration.ofSeconds(1).toNanos();

    final Lanes lanes = new Lanes(DispatchSettings.defaults());
    final Destination hats = destination(new AccountId(UUID.randomUUID()));
    long now;

    LanesSteps() {
        lanes.follow(Part.ALL, now);
    }

    /** How many of an endpoint's deliveries are started when plenty wait; they are taken back again. */
    int atOnce(Destination destination) {
        now += 31 * SECOND;
        int added = add(destination, 64);
        List<Leased> started = lanes.start(now, 64);
        started.forEach(leased -> lanes.returned(leased, now));
        assertThat(lanes.takeWaiting(destination.endpoint().id())).hasSize(added - started.size());
        return started.size();
    }

    void deliver(Destination destination, int times) {
        for (int i = 0; i < times; i++) {
            finish(startOne(destination), Reception.DELIVERED, QUICK);
        }
    }

    /** Seconds apart. */
    void busy(Destination destination, int times) {
        for (int i = 0; i < times; i++) {
            now += 31 * SECOND;
            finish(startOne(destination), Reception.BUSY, QUICK);
        }
    }

    Leased startOne(Destination destination) {
        assertThat(destination).isSameAs(hats);
        return startOne(leased(destination));
    }

    Leased startOne(Leased one) {
        add(one);
        List<Leased> started = lanes.start(now, 1);
        assertThat(started).hasSize(1);
        return started.getFirst();
    }

    void finish(Leased leased, Reception reception, long took) {
        assertThat(lanes.finished(leased, reception, took, now)).isEmpty();
    }

    /** As many as it has room for. */
    int add(Destination destination, int count) {
        int added = 0;
        while (added < count && lanes.reserve(destination, 0)) {
            lanes.addReserved(List.of(leased(destination)), now);
            added++;
        }
        return added;
    }

    void add(Leased one) {
        assertThat(lanes.reserve(hats, one.body().length)).isTrue();
        lanes.addReserved(List.of(one), now);
    }

    int room(Destination destination) {
        return places(destination).any();
    }

    Room places(Destination destination) {
        return Objects.requireNonNull(
                lanes.rooms().each().get(destination.endpoint().id()));
    }

    static Leased leased(Destination to) {
        return leased(to, 0, false);
    }

    static Leased retry(Destination to, int made) {
        return leased(to, made, false);
    }

    static Leased replay(Destination to) {
        return leased(to, 0, true);
    }

    static Leased leased(Destination to, int made, boolean replay) {
        return leased(to, made, replay, new byte[0]);
    }

    static Leased leased(Destination to, int made, boolean replay, byte[] body) {
        return new Leased(
                new DeliveryId(UUID.randomUUID()),
                to.endpoint().account(),
                to.endpoint().id(),
                new EventId(UUID.randomUUID()),
                "hat.sold",
                1,
                Format.CLASSIC,
                made,
                body,
                new Lease(UUID.randomUUID(), 0),
                replay);
    }

    static Destination with(Destination old, Optional<Integer> rate, int maxInFlight) {
        Endpoint endpoint = old.endpoint();
        EndpointSettings settings = endpoint.settings().withRate(rate).withMaxInFlight(maxInFlight);
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

    static Destination destination(AccountId account) {
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
