package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What crediting asks of affiliates and offers. */
interface Partners {
    Optional<Partner> find(AccountId account, long affiliate);

    /** The affiliate that a link names: both number and code must fit. */
    Optional<Partner> byLink(AccountId account, long affiliate, String code);

    /** The affiliate whose trigger of this kind has this value, in whatever case it is written. */
    Optional<Partner> holding(AccountId account, Mechanism mechanism, String value);

    Optional<ConversionSnapshot.OfferPart> offer(AccountId account, long offer);

    /** After how many days conversions under the offer approve themselves, if they do and not at once. */
    Optional<Duration> approvesAfter(AccountId account, long offer);

    /** Those of these numbers that there are. */
    Map<Long, ConversionSnapshot.AffiliatePart> affiliates(AccountId account, Set<Long> numbers);

    /** Those of these numbers that there are. */
    Map<Long, ConversionSnapshot.OfferPart> offers(AccountId account, Set<Long> numbers);

    /** Notes when an affiliate was last credited. */
    void credited(AccountId account, long affiliate, Instant at);
}
