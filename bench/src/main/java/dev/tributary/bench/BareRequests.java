package dev.tributary.bench;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.SigningSecret;
import dev.tributary.webhooks.transport.Request;
import dev.tributary.webhooks.transport.Target;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The requests that the engine would make, with new ids and signatures each, and no engine. Safe for many threads. */
final class BareRequests {
    private static final UUID NOBODY = new UUID(0, 0);

    private final InstantSource clock;
    private final UuidV7 ids;
    private final Bodies bodies;
    private final List<Destination> destinations;
    private final SignAttempt sign = new SignAttempt("bench");

    BareRequests(Plan plan, int endpoints, ReceiverProcess receiver, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        this.clock = clock;
        this.ids = new UuidV7(clock, random);
        this.bodies = new Bodies(plan.body());
        byte[] key = new byte[32];
        random.nextBytes(key);
        SigningSecret secret = new SigningSecret(SigningSecret.textOf(key), Ed25519.generate(random));
        this.destinations = IntStream.range(0, endpoints)
                .mapToObj(i -> destination(receiver.url(i), secret, clock.instant()))
                .toList();
    }

    private static Destination destination(String url, SigningSecret secret, Instant now) {
        Endpoint endpoint = new Endpoint(
                new EndpointId(NOBODY),
                new AccountId(NOBODY),
                BenchEngine.settings(url, 1),
                Status.ACTIVE,
                Optional.empty(),
                now,
                now,
                1);
        return new Destination(
                endpoint, Target.parse(url), List.of(new Destination.LiveSecret(secret, Optional.empty())));
    }

    Request next(long number) {
        Destination destination = destinations.get((int) (number % destinations.size()));
        Leased leased = new Leased(
                new DeliveryId(ids.next()),
                destination.endpoint().account(),
                destination.endpoint().id(),
                new EventId(ids.next()),
                BenchTopic.TOPIC.type(),
                number + 1,
                Format.CLASSIC,
                0,
                bodies.get(number),
                new Lease(NOBODY, 0));
        return sign.sign(leased, BenchTopic.TOPIC, destination, clock.instant());
    }
}
