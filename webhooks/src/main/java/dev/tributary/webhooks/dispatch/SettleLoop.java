package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.sql.OwnConnection;
import java.time.Duration;
import javax.sql.DataSource;

/** Holds, releases, skips and orders what waits for endpoints that were changed, a batch of each in turn. */
final class SettleLoop {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST = 1000;

    private final SettleDeliveries settle;
    private final OwnConnection connection;
    private final Loop loop = new Loop("settle", () -> PAUSE, this::step);

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
        boolean more = false;
        for (EndpointId endpoint : connection.run(open -> SettleDeliveries.marked(open, MOST))) {
            more |= connection.transaction(open -> settle.step(open, endpoint));
        }
        return more;
    }
}
