package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Ed25519;
import dev.tributary.webhooks.signature.SigningSecret;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.AddressPolicy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An account's webhooks: set up, change, pause, rotate. Every call that changes something joins the caller's
 * transaction where there is one, and throws {@link InvalidEndpoint} with nothing changed where it can't be accepted,
 * {@link WebhooksOff} where webhooks are off for the account.
 */
public final class Endpoints {
    private static final int SECRET_BYTES = 32;
    private static final int MAX_LIVE_SECRETS = 5;
    private static final int MAX_PER_ACCOUNT = 500;
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final UuidV7 ids;
    private final SecureRandom random;
    private final CheckSettings check;
    private final EndpointStore endpoints;
    private final SecretStore secrets;
    private final ItsDeliveries deliveries;

    /** What the deliveries of endpoints need to hear of a change of these; in the same transaction. */
    public interface ItsDeliveries {
        /**
         * They are held, released, cancelled, in order or not, as their endpoint now says: at once where few wait, else
         * in the background. What must not be sent is not sent from now on either way.
         */
        void follow(Connection connection, AccountId account, List<EndpointId> endpoints) throws SQLException;

        /** What is held or due now is cancelled; to be followed by {@link #follow}. */
        void skip(Connection connection, AccountId account, EndpointId endpoint) throws SQLException;
    }

    public Endpoints(
            Database database,
            InstantSource clock,
            UuidV7 ids,
            SecureRandom random,
            Vault vault,
            TopicCatalogue topics,
            AddressPolicy policy,
            Schedules schedules,
            ItsDeliveries deliveries) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.check = new CheckSettings(topics, policy, schedules);
        SealedSecrets sealed = new SealedSecrets(vault);
        this.endpoints = new EndpointStore(sealed);
        this.secrets = new SecretStore(sealed);
        this.deliveries = deliveries;
    }

    /**
     * Sets up a webhook, active from its first moment.
     *
     * @param brought the owner's own secret, verbatim; empty to have one made
     */
    public Endpoint create(AccountId account, EndpointSettings settings, Optional<String> brought) {
        check.check(settings, true);
        SigningSecret secret = newSecret(brought);
        Instant now = clock.instant();
        Endpoint endpoint = new Endpoint(
                new EndpointId(ids.next()), account, settings, Status.ACTIVE, Optional.empty(), now, now, 1);
        return database.write(connection -> {
            requireOn(connection, account);
            if (endpoints
                            .list(connection, account, Optional.empty(), MAX_PER_ACCOUNT)
                            .size()
                    >= MAX_PER_ACCOUNT) {
                throw new InvalidEndpoint("url", "an account has at most " + MAX_PER_ACCOUNT + " webhooks");
            }
            endpoints.insert(connection, endpoint);
            secrets.insert(connection, account, endpoint.id(), ids.next(), secret, now);
            return endpoint;
        });
    }

    public Optional<Endpoint> find(AccountId account, EndpointId id) {
        return database.read(connection -> {
            requireOn(connection, account);
            return endpoints.find(connection, account, id);
        });
    }

    /** Also while webhooks are off for the account: for who tells its people of it. */
    public Optional<Endpoint> known(AccountId account, EndpointId id) {
        return database.read(connection -> endpoints.find(connection, account, id));
    }

    /** By age, oldest first. */
    public List<Endpoint> list(AccountId account, Optional<EndpointId> after, int limit) {
        return database.read(connection -> {
            requireOn(connection, account);
            return endpoints.list(connection, account, after, limit);
        });
    }

    /**
     * Replaces the settings.
     *
     * @param ifVersion change only this version
     * @return empty if the account has no such endpoint
     * @throws VersionConflict if it has another version
     */
    public Optional<Endpoint> change(
            AccountId account, EndpointId id, EndpointSettings settings, Optional<Long> ifVersion) {
        Optional<Endpoint> before = find(account, id);
        if (before.isEmpty()) {
            return before;
        }
        requireVersion(before.get(), ifVersion);
        judge(settings, before.get().settings());
        boolean anew = !settings.url().equals(before.get().settings().url());
        return write(account, id, anew, (connection, endpoint, now) -> {
            requireVersion(endpoint, ifVersion);
            if (!settings.equals(endpoint.settings())) {
                endpoints.update(connection, account, id, settings, now);
                if (!settings.url().equals(endpoint.settings().url())) {
                    FailingEndpoints.forget(connection, account, id);
                }
                if (settings.ordered() != endpoint.settings().ordered()) {
                    deliveries.follow(connection, account, List.of(id));
                }
            }
        });
    }

    private static void requireVersion(Endpoint endpoint, Optional<Long> wanted) {
        if (wanted.filter(version -> version != endpoint.version()).isPresent()) {
            throw new VersionConflict(endpoint.id());
        }
    }

    /**
     * Outside of the transaction that changes them: a name may take seconds to resolve. What is not judged was accepted
     * before, even if somebody else changes it meanwhile.
     */
    private void judge(EndpointSettings wanted, EndpointSettings before) {
        if (!wanted.equals(before)) {
            check.check(wanted, !wanted.url().equals(before.url()));
        }
    }

    /** Sends nothing more and cancels what waits; the log stays. False if the account has no such endpoint. */
    public boolean delete(AccountId account, EndpointId id) {
        return database.write(connection -> {
            requireOn(connection, account);
            if (endpoints.lock(connection, account, id, true).isEmpty()) {
                return false;
            }
            endpoints.delete(connection, account, id, clock.instant());
            secrets.deleteAll(connection, account, id);
            FailingEndpoints.forget(connection, account, id);
            deliveries.follow(connection, account, List.of(id));
            TellChange.of(connection, id);
            return true;
        });
    }

    /** Holds what comes from now on. A disabled endpoint stays disabled. */
    public Optional<Endpoint> pause(AccountId account, EndpointId id) {
        return write(account, id, false, (connection, endpoint, now) -> {
            if (endpoint.status() == Status.ACTIVE) {
                endpoints.setStatus(connection, account, id, Status.PAUSED, Optional.empty(), now);
                deliveries.follow(connection, account, List.of(id));
            }
        });
    }

    /**
     * Sends again.
     *
     * @param sendHeld whether to send what was held meanwhile; else it is cancelled
     */
    public Optional<Endpoint> enable(AccountId account, EndpointId id, boolean sendHeld) {
        return write(account, id, true, (connection, endpoint, now) -> {
            if (endpoint.status() != Status.ACTIVE) {
                endpoints.setStatus(connection, account, id, Status.ACTIVE, Optional.empty(), now);
                FailingEndpoints.forget(connection, account, id);
                if (!sendHeld) {
                    deliveries.skip(connection, account, id);
                }
                deliveries.follow(connection, account, List.of(id));
            }
        });
    }

    public Optional<SecretView> secret(AccountId account, EndpointId id) {
        return database.read(connection -> {
            requireOn(connection, account);
            boolean there = endpoints.find(connection, account, id).isPresent();
            return there ? Optional.of(view(connection, id)) : Optional.empty();
        });
    }

    /**
     * Makes or takes a new secret; the one before goes on signing beside it for a while.
     *
     * @param overlap 0 to 7 days; 0 ends every older secret at once
     * @param brought the owner's own secret, verbatim; empty to have one made
     */
    public Optional<SecretView> rotate(AccountId account, EndpointId id, Duration overlap, Optional<String> brought) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new InvalidEndpoint("overlap_hours", "from 0 to " + LONGEST_OVERLAP.toHours());
        }
        SigningSecret secret = newSecret(brought);
        return write(account, id, false, (connection, endpoint, now) -> {
                    if (!overlap.isZero() && live(connection, id, now).size() >= MAX_LIVE_SECRETS) {
                        throw new InvalidEndpoint(
                                "overlap_hours",
                                "five secrets are live already; end their overlap with overlap_hours: 0");
                    }
                    secrets.endNewest(connection, account, id, now.plus(overlap), now);
                    secrets.insert(connection, account, id, ids.next(), secret, now);
                    endpoints.touch(connection, account, id, now);
                })
                .map(endpoint -> database.read(connection -> view(connection, id)));
    }

    /** Ends the overlap of a rotation before its time: the newest secret signs alone. */
    public Optional<SecretView> endOverlap(AccountId account, EndpointId id) {
        return write(account, id, false, (connection, endpoint, now) -> {
                    if (secrets.endOverlap(connection, account, id) > 0) {
                        endpoints.touch(connection, account, id, now);
                    }
                })
                .map(endpoint -> database.read(connection -> view(connection, id)));
    }

    /** Whether the account may use webhooks at all. */
    public boolean enabledFor(AccountId account) {
        return database.read(connection -> AccountSwitch.isOn(connection, account));
    }

    private interface Change {
        void apply(Connection connection, Endpoint endpoint, Instant now) throws SQLException;
    }

    private Optional<Endpoint> write(AccountId account, EndpointId id, boolean anew, Change change) {
        return database.write(connection -> {
            requireOn(connection, account);
            Optional<Endpoint> found = endpoints.lock(connection, account, id, anew);
            if (found.isEmpty()) {
                return found;
            }
            change.apply(connection, found.get(), clock.instant());
            Optional<Endpoint> changed = endpoints.find(connection, account, id);
            if (!changed.map(Endpoint::version).equals(found.map(Endpoint::version))) {
                TellChange.of(connection, id);
            }
            return changed;
        });
    }

    private void requireOn(Connection connection, AccountId account) throws SQLException {
        if (!AccountSwitch.isOn(connection, account)) {
            throw new WebhooksOff(account);
        }
    }

    private SigningSecret newSecret(Optional<String> brought) {
        byte[] key = new byte[SECRET_BYTES];
        random.nextBytes(key);
        try {
            return new SigningSecret(brought.orElse(SigningSecret.textOf(key)), Ed25519.generate(random));
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpoint("secret", String.valueOf(e.getMessage()));
        }
    }

    private List<SecretStore.Stored> live(Connection connection, EndpointId id, Instant now) throws SQLException {
        return secrets.live(connection, new UUID[] {id.value()}, now);
    }

    private SecretView view(Connection connection, EndpointId id) throws SQLException {
        return SecretView.of(live(connection, id, clock.instant()));
    }
}
