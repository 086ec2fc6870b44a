package dev.tributary.server.conversion;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.affiliate.TriggerType;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The account's own affiliates and offers. */
@Component
class ProgrammePartners implements Partners {
    private final Accounts accounts;
    private final Affiliates affiliates;
    private final Offers offers;

    ProgrammePartners(Accounts accounts, Affiliates affiliates, Offers offers) {
        this.accounts = accounts;
        this.affiliates = affiliates;
        this.offers = offers;
    }

    @Override
    public Optional<Partner> find(AccountId account, long affiliate) {
        return affiliates.find(account, affiliate).map(found -> partner(account, found));
    }

    @Override
    public Optional<Partner> byLink(AccountId account, long affiliate, String code) {
        return affiliates.byNumberAndCode(account, affiliate, code).map(found -> partner(account, found));
    }

    @Override
    public Optional<Partner> holding(AccountId account, Mechanism mechanism, String value) {
        return switch (mechanism) {
            case COUPON -> holding(account, TriggerType.COUPON, value);
            case EMAIL -> holding(account, TriggerType.EMAIL, value);
            case SKU -> holding(account, TriggerType.SKU, value);
            case LINK, MANUAL -> Optional.empty();
        };
    }

    @Override
    public Optional<ConversionSnapshot.OfferPart> offer(AccountId account, long offer) {
        return offers.find(account, offer).map(ConversionSnapshot.OfferPart::of);
    }

    @Override
    public Optional<Duration> approvesAfter(AccountId account, long offer) {
        return offers.find(account, offer)
                .flatMap(Offer::autoApproveDays)
                .filter(days -> days > 0)
                .map(Duration::ofDays);
    }

    @Override
    public Map<Long, ConversionSnapshot.AffiliatePart> affiliates(AccountId account, Set<Long> numbers) {
        return affiliates.named(account, numbers).values().stream()
                .collect(Collectors.toMap(Affiliate::number, ProgrammePartners::part));
    }

    @Override
    public Map<Long, ConversionSnapshot.OfferPart> offers(AccountId account, Set<Long> numbers) {
        return offers.named(account, numbers).values().stream()
                .collect(Collectors.toMap(Offer::number, ConversionSnapshot.OfferPart::of));
    }

    @Override
    public void credited(AccountId account, long affiliate, Instant at) {
        affiliates.recordConversion(account, affiliate, at);
    }

    private Optional<Partner> holding(AccountId account, TriggerType type, String value) {
        return affiliates.byTrigger(account, type, value).map(found -> partner(account, found));
    }

    private Partner partner(AccountId account, Affiliate affiliate) {
        Offer offer = offers.find(account, affiliate.offer()).orElseThrow();
        return new Partner(
                part(affiliate),
                affiliate.isActive(),
                offer,
                accounts.get(account).currency());
    }

    private static ConversionSnapshot.AffiliatePart part(Affiliate affiliate) {
        return new ConversionSnapshot.AffiliatePart(
                affiliate.number(),
                affiliate.code(),
                affiliate.profile().firstName(),
                affiliate.profile().lastName(),
                affiliate.email());
    }
}
