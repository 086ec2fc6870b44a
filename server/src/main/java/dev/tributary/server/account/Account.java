package dev.tributary.server.account;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;

/**
 * A merchant's programme.
 *
 * @param currency what its flat rates and totals are in
 * @param version rises with every change of rules or zone
 * @param zone what its days are counted in; events and answers are in UTC all the same
 */
public record Account(
        AccountId id,
        String name,
        Currency currency,
        ZoneId zone,
        AttributionRules rules,
        Instant createdAt,
        long version) {}
