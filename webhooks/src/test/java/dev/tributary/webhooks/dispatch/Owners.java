package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Status;
import java.time.InstantSource;
import java.util.List;

/** What owners do with their webhooks. */
record Owners(MemoryStore store, InstantSource clock) {
    /** Something, to one of them. */
    void change(Chance chance) {
        MemoryEndpoint endpoint = chance.of(List.copyOf(store.endpoints.values()));
        if (endpoint.deleted || !store.isOn(endpoint.account)) {
            return;
        }
        if (chance.permille(30)) {
            delete(endpoint);
        } else if (!endpoint.open()) {
            enable(endpoint, chance.permille(500));
        } else if (chance.permille(500)) {
            pause(endpoint);
        } else {
            endpoint.settings = changed(endpoint.settings, chance);
            endpoint.version++;
        }
    }

    /** The operator's switch: off holds what is due, on releases it where it may be sent. */
    void turn(AccountId account, boolean on) {
        if (on ? !store.off.remove(account) : !store.off.add(account)) {
            return;
        }
        for (MemoryEndpoint endpoint : List.copyOf(store.endpoints.values())) {
            if (endpoint.account.equals(account)) {
                if (!on) {
                    store.hold(endpoint.id);
                } else if (endpoint.open()) {
                    release(endpoint);
                }
            }
        }
    }

    void pause(MemoryEndpoint endpoint) {
        endpoint.set(Status.PAUSED);
        store.hold(endpoint.id);
    }

    void delete(MemoryEndpoint endpoint) {
        endpoint.deleted = true;
        endpoint.version++;
        skip(endpoint);
    }

    void enable(MemoryEndpoint endpoint, boolean send) {
        endpoint.set(Status.ACTIVE);
        if (!send) {
            skip(endpoint);
            return;
        }
        release(endpoint);
    }

    private void release(MemoryEndpoint endpoint) {
        store.update(endpoint.id, row -> {
            if (row.state == State.HELD) {
                row.due(clock.instant());
            }
        });
    }

    private void skip(MemoryEndpoint endpoint) {
        store.update(endpoint.id, row -> {
            if (row.state == State.HELD || row.due != null) {
                row.finish(State.CANCELLED);
            }
        });
    }

    private static EndpointSettings changed(EndpointSettings old, Chance chance) {
        return old.withRate(old.ratePerSecond().map(_ -> 2 + chance.below(50)))
                .withMaxInFlight(1 + chance.below(8))
                .withTimeoutSeconds(1 + chance.below(15));
    }
}
