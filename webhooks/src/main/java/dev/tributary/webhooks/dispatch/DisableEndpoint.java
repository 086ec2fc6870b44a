package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.FailingEndpoints;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Notices;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.endpoint.TellChange;
import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.transport.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Disables an endpoint, or warns of it, in the transaction that records the answer; its owner is to be told. */
final class DisableEndpoint {
    private static final String GONE = "The receiver answered 410 Gone.";

    private final Surroundings surroundings;
    private final SettleDeliveries settle;
    private final PublishEvents publish;

    DisableEndpoint(Surroundings surroundings, SettleDeliveries settle, PublishEvents publish) {
        this.surroundings = surroundings;
        this.settle = settle;
        this.publish = publish;
    }

    /**
     * Its receiver said that it is gone, to a replay while it was paused, too. An answer from where the endpoint no longer
     * points says nothing about it.
     */
    void becauseGone(Connection connection, Done done) throws SQLException {
        AccountId account = done.leased().account();
        EndpointId endpoint = done.leased().endpoint();
        Optional<String> url = lock(connection, account, endpoint, Status.ACTIVE, Status.PAUSED)
                .filter(now -> Target.parse(now).toString().equals(done.url()));
        if (url.isPresent()) {
            disable(connection, account, endpoint, url.get(), GONE);
        }
    }

    /** It has only failed for too long. */
    void becauseFailing(Connection connection, Failing failing, String reason) throws SQLException {
        Optional<String> url = lock(connection, failing.account(), failing.endpoint(), Status.ACTIVE);
        if (url.isPresent()) {
            disable(connection, failing.account(), failing.endpoint(), url.get(), reason);
        }
    }

    /** Tells that it will be disabled if it goes on failing. */
    void warn(Connection connection, Failing failing, int percent, String reason) throws SQLException {
        Optional<String> url = lock(connection, failing.account(), failing.endpoint(), Status.ACTIVE);
        if (url.isPresent()) {
            FailingEndpoints.warned(
                    connection, failing, percent, surroundings.clock().instant());
            tell(connection, failing.account(), failing.endpoint(), OptionalInt.of(percent), url.get(), reason);
        }
    }

    private void disable(Connection connection, AccountId account, EndpointId endpoint, String url, String reason)
            throws SQLException {
        Rows.update(connection, """
                update endpoint set status = 'disabled', status_reason = ?, updated_at = ?, version = version + 1
                where account_id = ? and id = ?
                """, reason, surroundings.clock().instant(), account.value(), endpoint.value());
        settle.follow(connection, account, List.of(endpoint));
        TellChange.of(connection, endpoint);
        tell(connection, account, endpoint, OptionalInt.empty(), url, reason);
        publish.publish(
                withoutHandOff(connection),
                List.of(OperationalEvents.disabled(surroundings.ids().next(), account, endpoint, url, reason)));
    }

    private void tell(
            Connection connection,
            AccountId account,
            EndpointId endpoint,
            OptionalInt percent,
            String url,
            String reason)
            throws SQLException {
        Instant now = surroundings.clock().instant();
        Notices.add(connection, new Notice(surroundings.ids().next(), account, endpoint, percent, url, reason, now));
    }

    /** Its URL, locked until the transaction ends; empty if it has none of these states any more. */
    private static Optional<String> lock(
            Connection connection, AccountId account, EndpointId endpoint, Status... states) throws SQLException {
        return Rows.first(
                connection,
                """
                select url from endpoint
                where account_id = ? and id = ? and status = any(?) and deleted_at is null for no key update
                """,
                row -> row.getString("url"),
                account.value(),
                endpoint.value(),
                Stream.of(states).map(Status::text).toArray(String[]::new));
    }

    /** The recorder's transaction ends where nobody can be told, so its leases are given back: rare, and never lost. */
    private static Transaction withoutHandOff(Connection connection) {
        return new Transaction() {
            @Override
            public Connection connection() {
                return connection;
            }

            @Override
            public void whenCompleted(Completion completion) {
                completion.inDoubt();
            }
        };
    }
}
