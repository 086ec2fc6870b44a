package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.transport.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Disables an endpoint whose receiver said that it is gone, in the transaction that records the answer. */
final class DisableEndpoint {
    private static final String GONE = "The receiver answered 410 Gone.";

    private final Surroundings surroundings;
    private final MoveDeliveries move;
    private final PublishEvents publish;

    DisableEndpoint(Surroundings surroundings, MoveDeliveries move, PublishEvents publish) {
        this.surroundings = surroundings;
        this.move = move;
        this.publish = publish;
    }

    void becauseGone(Connection connection, Done done) throws SQLException {
        AccountId account = done.leased().account();
        EndpointId endpoint = done.leased().endpoint();
        if (isStillAt(connection, account, endpoint, done.url())) {
            Rows.update(connection, """
                    update endpoint set status = 'disabled', status_reason = ?, updated_at = ?, version = version + 1
                    where account_id = ? and id = ?
                    """, GONE, surroundings.clock().instant(), account.value(), endpoint.value());
            move.hold(connection, account, Optional.of(endpoint));
            publish.publish(
                    withoutHandOff(connection),
                    List.of(OperationalEvents.disabled(
                            surroundings.ids().next(), account, endpoint, done.url(), GONE)));
        }
    }

    /** Locked until the transaction ends. An answer from where the endpoint no longer points says nothing about it. */
    private static boolean isStillAt(Connection connection, AccountId account, EndpointId endpoint, String url)
            throws SQLException {
        return Rows.first(connection, """
                        select url from endpoint
                        where account_id = ? and id = ? and status = 'active' and deleted_at is null for no key update
                        """, row -> row.getString("url"), account.value(), endpoint.value())
                .filter(now -> Target.parse(now).toString().equals(url))
                .isPresent();
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
