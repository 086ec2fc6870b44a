package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.SigningSecret;
import dev.tributary.webhooks.topic.Topic;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of the table of endpoints. */
final class MemoryEndpoint {
    private static final List<Destination.LiveSecret> SECRET = List.of(new Destination.LiveSecret(
            new SigningSecret("one for all of them", Ed25519.generate(new SecureRandom())), Optional.empty()));

    private final Instant createdAt;
    final EndpointId id;
    final AccountId account;
    EndpointSettings settings;
    Status status = Status.ACTIVE;
    long version = 1;
    boolean deleted;

    MemoryEndpoint(EndpointId id, AccountId account, EndpointSettings settings, Instant createdAt) {
        this.id = id;
        this.account = account;
        this.settings = settings;
        this.createdAt = createdAt;
    }

    boolean open() {
        return status == Status.ACTIVE && !deleted;
    }

    boolean wants(Topic topic, String subject) {
        boolean implied = topic.kind() == Topic.Kind.CLASSIC
                || (topic.kind() == Topic.Kind.BUSINESS && settings.format() == Format.STANDARD);
        return !deleted
                && (settings.topics().contains(topic.type()) || (settings.allTopics() && implied))
                && !OperationalEvents.about(topic, subject).equals(Optional.of(id));
    }

    void set(Status next) {
        status = next;
        version++;
    }

    /** As a node that has seen this version asks for it. */
    void tell(KnownDestinations known) {
        boolean stale = known.latest(id)
                .filter(old -> old.endpoint().version() >= version)
                .isEmpty();
        if (stale) {
            known.take(
                    new Endpoint(id, account, settings, status, Optional.empty(), createdAt, createdAt, version),
                    deleted ? List.of() : SECRET);
        }
    }
}
