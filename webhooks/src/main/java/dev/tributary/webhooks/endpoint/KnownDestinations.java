package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.transport.RefusedTarget;
import dev.tributary.webhooks.transport.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destinations in memory, each at the newest version that this node has seen. Publishing and claiming read an
 * endpoint's version from its row, so that a stale entry is noticed before anything is sent by it.
 */
public final class KnownDestinations {
    private static final Logger LOG = LoggerFactory.getLogger(KnownDestinations.class);
    private static final int MAX_ENTRIES = 50_000;

    private final LoadDestinations load;
    private final Map<EndpointId, Destination> known = new ConcurrentHashMap<>();

    public KnownDestinations(Vault vault) {
        SealedSecrets sealed = new SealedSecrets(vault);
        this.load = new LoadDestinations(new EndpointStore(sealed), sealed);
    }

    /** The newest version seen; empty for an endpoint never loaded. */
    public Optional<Destination> latest(EndpointId id) {
        return Optional.ofNullable(known.get(id));
    }

    /**
     * Loads those that are missing here or older than the versions given, in one statement or none. One that can't be
     * read, such as by a secret that does not open, is unknown afterwards and harms no other.
     */
    public void refresh(Connection connection, Map<EndpointId, Long> versions, Instant now) throws SQLException {
        List<UUID> stale = new ArrayList<>();
        versions.forEach((id, version) -> {
            Destination destination = known.get(id);
            if (destination == null || destination.endpoint().version() < version) {
                stale.add(id.value());
            }
        });
        if (!stale.isEmpty()) {
            loadReadable(connection, stale, now);
        }
    }

    /** Those that are known now. */
    public Set<EndpointId> all() {
        return Set.copyOf(known.keySet());
    }

    /** It is not to be sent to now; who needs it all the same loads it again. */
    public void forget(EndpointId id) {
        known.remove(id);
    }

    private void loadReadable(Connection connection, List<UUID> ids, Instant now) throws SQLException {
        try {
            load(connection, ids.toArray(UUID[]::new), now);
        } catch (RuntimeException e) {
            if (ids.size() == 1) {
                EndpointId broken = new EndpointId(ids.getFirst());
                known.remove(broken);
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("endpoint", broken)
                        .log("a webhook can't be read and is not sent to");
                return;
            }
            for (UUID id : ids) {
                loadReadable(connection, List.of(id), now);
            }
        }
    }

    /** Loads an endpoint as it is now; empty if it is not there, or not any more. */
    public Optional<Destination> reload(Connection connection, EndpointId id, Instant now) throws SQLException {
        load(connection, new UUID[] {id.value()}, now);
        return latest(id);
    }

    private void load(Connection connection, UUID[] ids, Instant now) throws SQLException {
        if (known.size() > MAX_ENTRIES) {
            known.clear();
        }
        for (LoadDestinations.Loaded loaded : load.run(connection, ids, now)) {
            take(loaded.endpoint(), loaded.secrets());
        }
    }

    /**
     * Takes over an endpoint as it was read, unless a newer version is known. Its secrets never change without its
     * version, so that two of one version differ at most by secrets that have ended meanwhile.
     *
     * @param secrets newest first; none where it was deleted
     */
    public void take(Endpoint endpoint, List<Destination.LiveSecret> secrets) {
        if (secrets.isEmpty()) { // deleted: nothing may be signed, so nothing can be sent
            known.remove(endpoint.id());
            return;
        }
        try {
            Destination fresh =
                    new Destination(endpoint, Target.parse(endpoint.settings().url()), secrets);
            known.merge(
                    endpoint.id(),
                    fresh,
                    (old, read) -> old.endpoint().version() > read.endpoint().version() ? old : read);
        } catch (RefusedTarget e) {
            throw new IllegalStateException("a stored URL does not parse any more: " + endpoint.id(), e);
        }
    }
}
