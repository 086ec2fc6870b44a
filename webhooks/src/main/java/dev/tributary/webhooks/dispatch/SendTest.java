package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.RecordOutcomes;
import dev.tributary.webhooks.delivery.SignAttempt;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.AtOnce;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.StandardEnvelope;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a topic's example to an endpoint at once, through the same client and with the same signatures as the real
 * thing. It leaves no event behind: examples have no place in a feed that others reconcile by.
 */
final class SendTest {
    private static final int PER_ACCOUNT = 8;
    private static final int IN_ALL = 64;
    /** Tests are read for on connections of their own, which the database has few of. */
    private static final int CONNECTIONS = 4;

    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

    private final AtOnce tests = new AtOnce("tests", PER_ACCOUNT, IN_ALL, Duration.ZERO);
    private final AtOnce reads = new AtOnce("tests", PER_ACCOUNT, CONNECTIONS, CONNECTION_WAIT);
    private final Surroundings surroundings;
    private final Database database;
    private final KnownDestinations known;
    private final SignAttempt sign;
    private final AttemptDeliveries.Courier courier;

    SendTest(
            Surroundings surroundings,
            Database database,
            KnownDestinations known,
            SignAttempt sign,
            AttemptDeliveries.Courier courier) {
        this.surroundings = surroundings;
        this.database = database;
        this.known = known;
        this.sign = sign;
        this.courier = courier;
    }

    /**
     * Blocks until the answer is there, for the endpoint's timeout at most. A test has no place in a lane, and is not
     * among the requests that an endpoint allows at once.
     *
     * @return empty if there is no such endpoint
     * @throws TooManyAtOnce if the account or this node has as many tests under way as it may
     */
    Optional<Attempt> send(AccountId account, EndpointId endpoint, TopicDefinition topic) {
        return tests.run(account, () -> sendNow(account, endpoint, topic));
    }

    private Optional<Attempt> sendNow(AccountId account, EndpointId endpoint, TopicDefinition topic) {
        Instant now = surroundings.clock().instant();
        return reads.run(account, () -> database.read(connection -> known.reload(connection, endpoint, now)))
                .filter(to -> to.endpoint().account().equals(account))
                .map(to -> send(to, topic, now));
    }

    private Attempt send(Destination to, TopicDefinition topic, Instant now) {
        Format format = to.endpoint().settings().format();
        byte[] body = format == Format.CLASSIC
                ? topic.exampleClassic()
                : StandardEnvelope.of(topic.topic().type(), now, topic.exampleData(), 1);
        Leased example = new Leased(
                new DeliveryId(surroundings.ids().next()),
                to.endpoint().account(),
                to.endpoint().id(),
                new EventId(surroundings.ids().next()),
                topic.topic().type(),
                1,
                format,
                0,
                body,
                new Lease(surroundings.ids().next(), 0));
        Request request = sign.sign(example, topic.topic(), to, now);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        courier.send(request, answer::complete);
        Outcome outcome = answer.join();
        return new Attempt(
                1,
                now,
                outcome.timing(),
                RecordOutcomes.name(outcome),
                Optional.ofNullable(RecordOutcomes.error(outcome)),
                request.target().toString(),
                SignAttempt.forLog(request, to),
                body,
                RecordOutcomes.answer(outcome));
    }
}
