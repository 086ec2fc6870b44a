package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.GivenBack;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.RecordOutcomes;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.sql.OwnConnection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** {@link OutcomeRows} in PostgreSQL: one statement for a group, others only where something failed. */
final class SqlOutcomeRows implements OutcomeRows {
    private final OwnConnection connection;
    private final MoveDeliveries move;
    private final JudgeEndpoints judge;

    SqlOutcomeRows(DataSource source, MoveDeliveries move, JudgeEndpoints judge) {
        this.connection = new OwnConnection(source);
        this.move = move;
        this.judge = judge;
    }

    @Override
    public Set<DeliveryId> record(List<Done> group) {
        return group.stream().allMatch(done -> done.verdict() instanceof Verdict.Delivered)
                ? connection.run(open -> RecordOutcomes.run(open, group, true))
                : connection.transaction(open -> {
                    Set<DeliveryId> written = RecordOutcomes.run(open, group, false);
                    judge.by(
                            open,
                            group.stream()
                                    .filter(done ->
                                            written.contains(done.leased().id()))
                                    .toList());
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
}
