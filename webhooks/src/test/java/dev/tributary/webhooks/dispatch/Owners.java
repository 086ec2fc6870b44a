package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Status;
import java.util.List;

/** What owners do with their webhooks. */
final class Owners {
    private final SimulatedWorld world;

    Owners(SimulatedWorld world) {
        this.world = world;
    }

    void change() {
        MemoryEndpoint endpoint = world.chance.of(List.copyOf(world.store.endpoints.values()));
        world.note("change", () -> endpoint.id + " " + endpoint.status);
        if (endpoint.deleted) {
            return;
        }
        if (world.chance.permille(30)) {
            endpoint.deleted = true;
            skip(endpoint);
        } else if (!endpoint.open()) {
            enable(endpoint, world.chance.permille(500));
        } else if (world.chance.permille(500)) {
            endpoint.set(Status.PAUSED);
            world.store.hold(endpoint.id);
        } else {
            endpoint.settings = changed(endpoint.settings);
            endpoint.version++;
        }
    }

    private void enable(MemoryEndpoint endpoint, boolean send) {
        endpoint.set(Status.ACTIVE);
        if (!send) {
            skip(endpoint);
            return;
        }
        world.store.update(endpoint.id, row -> {
            if (row.state == State.HELD) {
                row.due(world.time.instant());
            }
        });
    }

    private void skip(MemoryEndpoint endpoint) {
        world.store.update(endpoint.id, row -> {
            if (row.state == State.HELD || row.due != null) {
                row.finish(State.CANCELLED);
            }
        });
    }

    private EndpointSettings changed(EndpointSettings old) {
        return new EndpointSettings(
                old.url(),
                old.description(),
                old.format(),
                old.allTopics(),
                old.topics(),
                old.signing(),
                old.ordered(),
                old.ratePerSecond(),
                1 + world.chance.below(8),
                1 + world.chance.below(15),
                old.schedule(),
                old.headers());
    }
}
