package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An offer's terms as people read them.
 *
 * @param currency the account's
 */
public record OfferWords(Offer offer, Currency currency) {
    private static final String PERCENT = "\u202f%";

    /** In short, such as {@code 10 % of the sale}. */
    public String commission() {
        return switch (offer.type()) {
            case PERCENT_OF_SALE -> percent(offer.amount()) + " of the sale";
            case FLAT_RATE_PER_ITEM -> money(offer.amount()) + " per item";
            case FLAT_RATE_PER_ORDER -> money(offer.amount()) + " per order";
            case TIERED -> range() + " of the sale, by tier";
        };
    }

    /** All of it, in a few sentences. */
    public String sentence() {
        List<String> sentences = new ArrayList<>();
        sentences.add("An affiliate earns " + pay() + ".");
        if (!offer.overrides().isEmpty()) {
            sentences.add(
                    offer.overrides().size() == 1
                            ? "One SKU has a rate of its own."
                            : Format.count(offer.overrides().size()) + " SKUs have rates of their own.");
        }
        sentences.add("A click counts for " + window() + ".");
        sentences.add(renewals());
        sentences.add("Conversions are approved " + approval() + ".");
        return String.join(" ", sentences);
    }

    /** How old a click may be, such as {@code 30 days}. */
    public String window() {
        return days(offer.windowDays());
    }

    /** When a conversion is approved. */
    public String approval() {
        return offer.autoApproveDays()
                .map(days -> days == 0 ? "at once" : "after " + days(days))
                .orElse("by hand");
    }

    /** Over what time tiers are counted, such as {@code the last 30 days}. */
    public String counted() {
        return offer.tiers()
                .flatMap(Tiers::windowDays)
                .map(days -> days == 1 ? "the last 24 hours" : "the last " + days(days))
                .orElse("the calendar month");
    }

    /** Where a tier begins, such as {@code 1,000.00 USD} or {@code 10 conversions}. */
    public String from(Tiers.Tier tier) {
        return byCount() ? conversions(tier.from()) : money(tier.from());
    }

    /** What a SKU earns. */
    public String rate(SkuOverride override) {
        if (override.amount().signum() == 0) {
            return "nothing";
        }
        return override.type() == OfferType.PERCENT_OF_SALE
                ? percent(override.amount()) + " of its price"
                : money(override.amount()) + " per item";
    }

    public static String percent(BigDecimal amount) {
        return Money.unpadded(amount) + PERCENT;
    }

    private String pay() {
        return switch (offer.type()) {
            case PERCENT_OF_SALE -> percent(offer.amount()) + " of the sale";
            case FLAT_RATE_PER_ITEM -> money(offer.amount()) + " for every item";
            case FLAT_RATE_PER_ORDER -> money(offer.amount()) + " for every order";
            case TIERED -> offer.tiers().map(this::tiered).orElse("");
        };
    }

    private String tiered(Tiers tiers) {
        List<Tiers.Tier> more = tiers.steps().subList(1, tiers.steps().size());
        if (more.isEmpty()) {
            return percent(offer.amount()) + " of the sale";
        }
        String steps = more.stream()
                .map(step -> percent(step.percent()) + " from "
                        + (byCount() ? Money.unpadded(step.from()) : money(step.from())))
                .collect(Collectors.joining(", "));
        return percent(offer.amount()) + " of the sale, " + steps
                + (byCount() ? " approved conversions" : " of approved sales") + " in " + counted();
    }

    private String renewals() {
        return offer.renewalLimit()
                .map(limit -> switch (limit) {
                    case 0 -> "Of a subscription the first order is credited, renewals are not.";
                    case 1 -> "Of a subscription the first order and one renewal are credited.";
                    default -> "Of a subscription the first order and " + limit + " renewals are credited.";
                })
                .orElse("Every renewal of a subscription is credited.");
    }

    private String range() {
        List<BigDecimal> percents = offer.tiers().stream()
                .flatMap(tiers -> tiers.steps().stream())
                .map(Tiers.Tier::percent)
                .sorted()
                .toList();
        String low = Money.unpadded(percents.getFirst());
        String high = Money.unpadded(percents.getLast());
        return (low.equals(high) ? low : low + "–" + high) + PERCENT;
    }

    private boolean byCount() {
        return offer.tiers().filter(tiers -> tiers.basis() == Tiers.Basis.COUNT).isPresent();
    }

    private static String conversions(BigDecimal from) {
        return Money.unpadded(from) + " conversions";
    }

    private String money(BigDecimal amount) {
        return Format.money(amount, currency);
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : Format.count(days) + " days";
    }
}
