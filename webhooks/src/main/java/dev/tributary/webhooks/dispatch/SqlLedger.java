package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.sql.OwnConnection;
import javax.sql.DataSource;

/**
 * The {@link Ledger} in PostgreSQL.
 *
 * @param source connections outside of any caller's transaction
 * @param tend the connection of the tending loop
 * @param anchor sets the clock right
 */
record SqlLedger(
        Surroundings surroundings,
        DataSource source,
        KnownDestinations known,
        MoveDeliveries move,
        OwnConnection tend,
        DropDays days,
        Dispatch.ClockAnchor anchor)
        implements Ledger {
    @Override
    public EventRows events() {
        return new SqlEventRows(known);
    }

    @Override
    public DueRows due() {
        return new SqlDueRows(surroundings.nanoTime(), source, known, move);
    }

    @Override
    public OutcomeRows outcomes(PublishEvents publish) {
        DisableEndpoint disable =
                new DisableEndpoint(surroundings, new SettleDeliveries(surroundings.clock()), publish);
        return new SqlOutcomeRows(source, move, new JudgeEndpoints(surroundings, DisableRule.CONTRACT, disable));
    }

    @Override
    public NodeRows nodes() {
        return new SqlNodeRows(source, known, anchor);
    }

    @Override
    public DeadNodeRows deadNodes() {
        return new SqlDeadNodeRows(tend, move, days);
    }
}
