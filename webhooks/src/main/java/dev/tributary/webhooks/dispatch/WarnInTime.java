package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.FailingEndpoints;
import dev.tributary.webhooks.sql.OwnConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Warns as time goes by. Where events are rare no attempt may come between the first failures and the one that disables,
 * while {@link JudgeEndpoints} looks at an endpoint only when an attempt of it has failed.
 */
final class WarnInTime {
    private static final int PAGE = 200;
    private static final EndpointId FIRST = new EndpointId(new UUID(0, 0));

    private final OwnConnection connection;
    private final JudgeEndpoints judge;

    WarnInTime(OwnConnection connection, JudgeEndpoints judge) {
        this.connection = connection;
        this.judge = judge;
    }

    /**
     * Looks at all that fail, page by page, each in a transaction of its own.
     *
     * @param stopping looked at before each
     */
    void run(Instant now, BooleanSupplier stopping) {
        Optional<EndpointId> last = Optional.of(FIRST);
        while (last.isPresent() && !stopping.getAsBoolean()) {
            EndpointId behind = last.get();
            last = connection.transaction(open -> page(open, behind, now));
        }
    }

    /** The last one looked at, where there may be more. */
    private Optional<EndpointId> page(Connection open, EndpointId behind, Instant now) throws SQLException {
        List<Failing> page = FailingEndpoints.lock(open, behind, PAGE);
        for (Failing failing : page) {
            judge.warn(open, failing, now);
        }
        return page.size() < PAGE
                ? Optional.empty()
                : Optional.of(page.getLast().endpoint());
    }
}
