package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.ClaimDue;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.sql.OwnConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** {@link DueRows} in PostgreSQL. */
final class SqlDueRows implements DueRows {
    private final OwnConnection connection;
    private final KnownDestinations known;
    private final MoveDeliveries move;

    SqlDueRows(DataSource source, KnownDestinations known, MoveDeliveries move) {
        this.connection = new OwnConnection(source);
        this.known = known;
        this.move = move;
    }

    @Override
    public List<Claimed> claim(Ask ask, Consumer<List<Claimed>> seen) {
        return connection.transaction(open -> {
            List<Claimed> claimed = ClaimDue.run(
                    open,
                    ask.room(),
                    ask.roomElsewhere(),
                    ask.startAfter(),
                    ask.limit(),
                    ask.now(),
                    ask.node(),
                    ask.lease(),
                    ask.leaseUntil());
            seen.accept(claimed);
            known.refresh(open, versions(claimed), ask.now());
            move.putAside(open, claimed.stream().filter(row -> !row.open()).toList());
            return claimed;
        });
    }

    @Override
    public void close() {
        connection.close();
    }

    private static Map<EndpointId, Long> versions(List<Claimed> claimed) {
        Map<EndpointId, Long> versions = new HashMap<>();
        claimed.stream()
                .filter(Claimed::open)
                .forEach(row -> versions.merge(row.leased().endpoint(), row.version(), Math::max));
        return versions;
    }
}
