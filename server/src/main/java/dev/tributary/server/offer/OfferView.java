package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An offer as the API shows it. */
record OfferView(
        long id,
        String name,
        String type,
        String amount,
        Optional<String> tierBasis,
        Optional<Integer> tierWindowDays,
        List<Step> tiers,
        List<Special> skuOverrides,
        int windowDays,
        Optional<Integer> autoApproveDays,
        Optional<Integer> renewalLimit,
        Instant createdAt) {

    record Step(String from, String percent) {}

    record Special(String sku, String type, String amount) {}

    static OfferView of(Offer offer) {
        return new OfferView(
                offer.number(),
                offer.name(),
                offer.type().name(),
                Money.unpadded(offer.amount()),
                offer.tiers().map(tiers -> tiers.basis().text()),
                offer.tiers().flatMap(Tiers::windowDays),
                offer.tiers().stream()
                        .flatMap(tiers -> tiers.steps().stream())
                        .map(tier -> new Step(Money.unpadded(tier.from()), Money.unpadded(tier.percent())))
                        .toList(),
                offer.overrides().stream()
                        .map(each -> new Special(each.sku(), each.type().name(), Money.unpadded(each.amount())))
                        .toList(),
                offer.windowDays(),
                offer.autoApproveDays(),
                offer.renewalLimit(),
                offer.createdAt());
    }
}
