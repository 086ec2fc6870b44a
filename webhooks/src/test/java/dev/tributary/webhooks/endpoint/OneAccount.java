package dev.tributary.webhooks.endpoint;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.AddressPolicy;
import dev.tributary.webhooks.transport.NameResolver;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An account with webhooks, and no engine to deliver to them. */
final class OneAccount {
    static final Vault VAULT = new Vault(new byte[32]);

    final AccountId account = new AccountId(UUID.randomUUID());
    final InstantSource clock = InstantSource.system();
    final Endpoints endpoints;

    OneAccount(TestDatabase database, NameResolver resolver) {
        Database rows = new Database(database.dataSource());
        SecureRandom random = new SecureRandom();
        endpoints = new Endpoints(
                rows,
                clock,
                new UuidV7(clock, random),
                random,
                VAULT,
                new TopicCatalogue(List.of()),
                new AddressPolicy(Set.of(), false, Optional.empty(), resolver),
                Schedules.with(RetrySchedule.DEFAULT),
                new NoDeliveries());
        new AccountSwitch(rows, clock, new NoDeliveries()).set(account, true);
    }

    Endpoint endpoint(String url) {
        return endpoints.create(account, EndpointSettings.forUrl(url), Optional.empty());
    }

    /** There are none. */
    private static final class NoDeliveries implements Endpoints.ItsDeliveries {
        @Override
        public void follow(Connection connection, AccountId account, List<EndpointId> endpoints) {}

        @Override
        public void skip(Connection connection, AccountId account, EndpointId endpoint) {}
    }
}
