package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.SigningSecret;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A fault of our own between the answer and the recorder. */
class LostOutcomeTest extends LanesSteps {
    private final OutcomeQueue outcomes = new OutcomeQueue();
    private final KnownDestinations known = new KnownDestinations(new Vault(new byte[32]));

    @Test
    void an_outcome_that_can_not_be_judged_gives_its_delivery_and_its_permit_back() {
        SigningSecret secret =
                new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Ed25519.generate(new SecureRandom()));
        known.take(hats.endpoint(), List.of(new Destination.LiveSecret(secret, Optional.empty())));
        Leased one = one();
        add(one);
        sender().loop().stepOnce();
        assertThat(lanes.inFlight()).isZero();
        assertThat(outcomes.takeDone(10)).isEmpty();
        assertThat(outcomes.takeGivenBack(10))
                .extracting(back -> back.leased().id())
                .containsExactly(one.id());
    }

    /** Its receiver never answers, and its dice are broken. */
    private AttemptDeliveries sender() {
        Surroundings surroundings = new Surroundings(
                UUID.randomUUID(),
                InstantSource.system(),
                () -> now,
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                new UuidV7(InstantSource.system(), new Random(1)));
        TopicDefinition sold = new TopicDefinition(
                new Topic("hat.sold", "Sold", "NEW_HAT", "Hats", "When a hat is.", Topic.Kind.CLASSIC),
                "{}",
                new byte[0],
                new byte[0]);
        Outcome silence =
                new Outcome.Unreachable(Outcome.Reason.RESET, "on purpose", Optional.empty(), Timing.of(Duration.ZERO));
        return new AttemptDeliveries(
                surroundings,
                DispatchSettings.defaults(),
                lanes,
                known,
                new TopicCatalogue(List.of(sold)),
                Schedules.with(RetrySchedule.DEFAULT),
                new SignAttempt("test"),
                (_, then) -> then.accept(silence),
                outcomes);
    }

    private Leased one() {
        return new Leased(
                new DeliveryId(UUID.randomUUID()),
                hats.endpoint().account(),
                hats.endpoint().id(),
                new EventId(UUID.randomUUID()),
                "hat.sold",
                1,
                Format.CLASSIC,
                0,
                new byte[0],
                new Lease(UUID.randomUUID(), Duration.ofMinutes(1).toNanos()));
    }
}
