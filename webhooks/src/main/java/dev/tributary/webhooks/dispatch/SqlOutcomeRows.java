package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.GivenBack;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.RecordOutcomes;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.sql.OwnConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** {@link OutcomeRows} in PostgreSQL: one statement for a group, and more only where an endpoint is disabled by it. */
final class SqlOutcomeRows implements OutcomeRows {
    private final OwnConnection connection;
    private final MoveDeliveries move;
    private final DisableEndpoint disable;

    SqlOutcomeRows(DataSource source, MoveDeliveries move, DisableEndpoint disable) {
        this.connection = new OwnConnection(source);
        this.move = move;
        this.disable = disable;
    }

    @Override
    public Set<DeliveryId> record(List<Done> group) {
        List<Done> gone = group.stream().filter(SqlOutcomeRows::isGone).toList();
        return gone.isEmpty()
                ? connection.run(open -> RecordOutcomes.run(open, group))
                : connection.transaction(open -> {
                    Set<DeliveryId> written = RecordOutcomes.run(open, group);
                    disable(open, gone, written);
                    return written;
                });
    }

    @Override
    public void giveBack(List<GivenBack> leases) {
        connection.run(open -> move.giveBack(open, leases));
    }

    @Override
    public void close() {
        connection.close();
    }

    /** A late attempt's answer changes nothing. */
    private void disable(Connection open, List<Done> gone, Set<DeliveryId> written) throws SQLException {
        for (Done last : gone) {
            if (written.contains(last.leased().id())) {
                disable.becauseGone(open, last);
            }
        }
    }

    private static boolean isGone(Done done) {
        return done.verdict() instanceof Verdict.Exhausted exhausted && exhausted.gone();
    }
}
