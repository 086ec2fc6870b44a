package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.DatabaseFault;
import dev.tributary.webhooks.sql.OwnConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds, releases, skips and orders what waits for endpoints that were changed, a batch of each in turn: so many in a
 * round, which begins where the last one ended. One that fails, whatever the reason, keeps none of the others waiting.
 */
final class SettleLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SettleLoop.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST = 1000;
    private static final EndpointId FIRST = new EndpointId(new UUID(0, 0));

    private final SettleDeliveries settle;
    private final OwnConnection connection;
    private final Map<EndpointId, Trouble> troubles = new HashMap<>();
    private final Loop loop = new Loop("settle", () -> PAUSE, this::step);
    private EndpointId behind = FIRST;

    SettleLoop(SettleDeliveries settle, DataSource source) {
        this.settle = settle;
        this.connection = new OwnConnection(source);
    }

    Loop loop() {
        return loop;
    }

    void close() {
        connection.close();
    }

    private boolean step() {
        List<EndpointId> marked = connection.run(open -> SettleDeliveries.marked(open, behind, MOST));
        boolean more = marked.size() == MOST;
        behind = more ? marked.getLast() : FIRST;
        for (EndpointId endpoint : marked) {
            more |= step(endpoint);
        }
        return more;
    }

    private boolean step(EndpointId endpoint) {
        try {
            boolean more = connection.transaction(open -> settle.step(open, endpoint));
            troubles.remove(endpoint);
            return more;
        } catch (DatabaseFault e) {
            if (e.isAway()) {
                throw e;
            }
            return failed(endpoint, e);
        } catch (RuntimeException e) {
            return failed(endpoint, e);
        }
    }

    private boolean failed(EndpointId endpoint, RuntimeException fault) {
        if (troubles.size() >= MOST) {
            troubles.clear();
        }
        if (troubles.computeIfAbsent(endpoint, _ -> new Trouble()).isNews(fault)) {
            LOG.atError()
                    .setCause(fault)
                    .addKeyValue("webhook", endpoint)
                    .log("what waits for a webhook that was changed could not be settled; it is tried again");
        }
        return false;
    }
}
