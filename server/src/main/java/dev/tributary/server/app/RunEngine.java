package dev.tributary.server.app;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.dispatch.Others;
import dev.tributary.webhooks.event.Imprint;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the engine before the first request is served, and stops it after the last: a request that is still being
 * answered may publish.
 */
@Component
class RunEngine implements SmartLifecycle {
    /** Lower than the web server's phase: earlier up, later down. */
    private static final int PHASE = 0;

    private final Webhooks webhooks;
    private final Config config;
    private volatile boolean running;

    RunEngine(Webhooks webhooks, Config config) {
        this.webhooks = webhooks;
        this.config = config;
    }

    @Override
    public void start() {
        Path data = config.data();
        if (config.databaseUrl().isEmpty()) { // the embedded database's folder is locked by this process
            webhooks.start(Others.NONE, FolderMark.renew(data));
        } else {
            Set<UUID> dead = LastNode.dead(data).map(Set::of).orElse(Set.of());
            webhooks.start(Others.without(dead), Imprint.NONE);
            LastNode.write(data, webhooks.node(), ProcessHandle.current());
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        webhooks.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
