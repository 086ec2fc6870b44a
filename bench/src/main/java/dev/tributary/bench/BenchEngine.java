package dev.tributary.bench;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.WebhooksSettings;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.Retention;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.transport.Origin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The whole engine, running, with as many accounts as webhooks: an event makes one delivery. */
final class BenchEngine implements AutoCloseable {
    private final Webhooks webhooks;
    private final DataSource callers;
    private final Bodies bodies;
    private final List<AccountId> accounts = new ArrayList<>();
    private final List<EndpointId> endpoints = new ArrayList<>();
    private final AtomicLong subjects = new AtomicLong();

    BenchEngine(Plan plan, int endpoints, BenchDatabase database, ReceiverProcess receiver) {
        this(
                dispatch(plan),
                plan.body(),
                IntStream.range(0, endpoints).mapToObj(receiver::url).toList(),
                plan.inFlightPerEndpoint(endpoints),
                database,
                receiver);
    }

    /** With a webhook of its own account for each of the URLs. */
    BenchEngine(
            DispatchSettings dispatch,
            int body,
            List<String> urls,
            int cap,
            BenchDatabase database,
            ReceiverProcess receiver) {
        WebhooksSettings settings = new WebhooksSettings(
                Set.of(Origin.parse(receiver.origin())),
                false,
                Optional.empty(),
                RetrySchedule.DEFAULT,
                dispatch,
                Retention.DEFAULT,
                "bench");
        callers = database.callers();
        bodies = new Bodies(body);
        webhooks = new Webhooks(
                settings, callers, database.loops(), new Vault(new byte[Vault.KEY_BYTES]), BenchTopic.catalogue());
        urls.forEach(url -> accounts.add(account(url, cap)));
        webhooks.start(true);
    }

    /** The shipped settings, save how many requests may be under way: as many as the bare loop has. */
    private static DispatchSettings dispatch(Plan plan) {
        DispatchSettings d = DispatchSettings.defaults();
        return d.withSizes(plan.inFlight(), d.maxQueued(), d.maxLane(), d.group());
    }

    private AccountId account(String url, int inFlight) {
        AccountId account = new AccountId(UUID.randomUUID());
        webhooks.accountSwitch().set(account, true);
        endpoints.add(webhooks.endpoints()
                .create(account, settings(url, inFlight), Optional.empty())
                .id());
        return account;
    }

    /** What is published for this webhook is held from now on. */
    void pause(int endpoint) {
        webhooks.endpoints().pause(accounts.get(endpoint), endpoints.get(endpoint));
    }

    /** All that was held becomes due at once. */
    void release(int endpoint) {
        webhooks.endpoints().enable(accounts.get(endpoint), endpoints.get(endpoint), true);
    }

    static EndpointSettings settings(String url, int inFlight) {
        return EndpointSettings.forUrl(url).withMaxInFlight(inFlight);
    }

    /** A transaction of one account's events, each about a subject of its own; returns after the commit. */
    Commit publish(int turn, int count, LongSupplier micros) throws SQLException {
        AccountId account = accounts.get(Math.floorMod(turn, accounts.size()));
        try (Connection connection = callers.getConnection()) {
            connection.setAutoCommit(false);
            OwnTransaction transaction = new OwnTransaction(connection);
            List<EventId> ids = webhooks.publish(transaction, events(account, count));
            connection.commit();
            long at = micros.getAsLong();
            transaction.committed();
            connection.setAutoCommit(true);
            return new Commit(ids, at);
        }
    }

    private List<NewEvent> events(AccountId account, int count) {
        List<NewEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long number = subjects.incrementAndGet();
            byte[] body = bodies.get(number);
            events.add(new NewEvent(account, BenchTopic.TOPIC.type(), "conversion:" + number, body, body));
        }
        return events;
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
