package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.clock.IdRange;
import dev.tributary.webhooks.delivery.ClaimDue;
import dev.tributary.webhooks.delivery.ClaimDue.Claimed;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.sql.OwnConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * {@link DueRows} in PostgreSQL. Nearly all that is due is a few days old at most, while there may be a hundred days of
 * partitions: so all of them are looked at once in a second (less often where that takes long, since many endpoints wait
 * for something), and the latest ones between. What was held for days and is sent now is older than these: while a look
 * at all shows more of it than it took, the next one comes soon.
 */
final class SqlDueRows implements DueRows {
    private static final Duration LATEST = Duration.ofDays(4);
    private static final Duration TO_COME = Duration.ofDays(1);
    /** A step from one to the next is an index to descend for each day. */
    private static final int SUBJECTS = 200;

    private static final int SUBJECTS_OF_ALL = 20;
    private static final IdRange ALL = new IdRange(new UUID(0, 0), new UUID(-1, -1));

    private final LongSupplier nanoTime;
    private final OwnConnection connection;
    private final KnownDestinations known;
    private final MoveDeliveries move;
    private final WholeLooks whole = new WholeLooks();
    /** How far each look came with those of which so many rows wait for their turn. */
    private Map<EndpointId, String> behind = Map.of();

    private Map<EndpointId, String> behindOfAll = Map.of();
    private boolean passedBy;

    SqlDueRows(LongSupplier nanoTime, DataSource source, KnownDestinations known, MoveDeliveries move) {
        this.nanoTime = nanoTime;
        this.connection = new OwnConnection(source);
        this.known = known;
        this.move = move;
    }

    @Override
    public List<Claimed> claim(ClaimDue.Ask ask, Consumer<List<Claimed>> seen) {
        return connection.transaction(open -> {
            IdRange latest = IdRange.of(ask.now().minus(LATEST), ask.now().plus(TO_COME));
            long begin = nanoTime.getAsLong();
            List<Claimed> claimed = look(open, ask, latest, begin).claimed();
            seen.accept(claimed);
            known.refresh(open, versions(claimed), ask.now());
            if (new BeyondLatest(latest.from(), this::isOrdered).mayBeMore(ask, claimed)) {
                whole.moreToCome(begin);
            }
            move.putAside(open, claimed.stream().filter(row -> !row.open()).toList());
            return claimed;
        });
    }

    @Override
    public Duration untilAgain(Duration most) {
        return passedBy ? whole.until(nanoTime.getAsLong(), most) : most;
    }

    @Override
    public void wakeOthers(UUID node) {
        connection.run(open -> HearOthers.tell(open, node));
    }

    @Override
    public void close() {
        connection.close();
    }

    private ClaimDue.Found look(Connection open, ClaimDue.Ask ask, IdRange latest, long begin) throws SQLException {
        passedBy = whole.isEager() && !whole.isTime(begin);
        if (!whole.isTime(begin)) {
            ClaimDue.Found found = ClaimDue.run(open, new ClaimDue.Look(latest, latest, SUBJECTS, behind), ask);
            behind = found.behind();
            return found;
        }
        try {
            ClaimDue.Found found =
                    ClaimDue.run(open, new ClaimDue.Look(ALL, latest, SUBJECTS_OF_ALL, behindOfAll), ask);
            behindOfAll = found.behind();
            return found;
        } finally {
            whole.took(begin, nanoTime.getAsLong());
        }
    }

    private boolean isOrdered(EndpointId endpoint) {
        return known.latest(endpoint)
                .filter(to -> to.endpoint().settings().ordered())
                .isPresent();
    }

    private static Map<EndpointId, Long> versions(List<Claimed> claimed) {
        Map<EndpointId, Long> versions = new HashMap<>();
        claimed.stream()
                .filter(Claimed::open)
                .forEach(row -> versions.merge(row.leased().endpoint(), row.version(), Math::max));
        return versions;
    }
}
