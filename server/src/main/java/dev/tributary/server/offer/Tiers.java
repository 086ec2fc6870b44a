package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A percentage that rises with what an affiliate has brought. What counts are approved conversions that are no tests, in
 * the account's own currency, refunds taken off; an order in another currency earns by the first tier.
 *
 * @param windowDays over how many days up to the order it is counted, 1–366; empty for the calendar month so far, in the
 *     account's zone
 * @param steps at least one; the first from 0, each from more than the one before
 */
public record Tiers(Basis basis, Optional<Integer> windowDays, List<Tier> steps) {
    /** Over how many days unless the offer says otherwise. */
    static final int DEFAULT_WINDOW = 30;

    public Tiers {
        steps = List.copyOf(steps);
    }

    /** What is counted. */
    public enum Basis {
        /** Commissionable money, in the account's currency. */
        REVENUE,
        /** Conversions that were not refunded as a whole. */
        COUNT;

        static final Map<String, Basis> BY_NAME = Map.of("revenue", REVENUE, "count", COUNT);

        /** As the API and forms write it. */
        String text() {
            return this == REVENUE ? "revenue" : "count";
        }
    }

    /**
     * One of the steps.
     *
     * @param from from how much on it applies
     * @param percent of the commissionable total
     */
    public record Tier(BigDecimal from, BigDecimal percent) {
        public Tier {
            from = Money.plain(from);
            percent = Money.plain(percent);
        }
    }

    /** The tier of an affiliate who has brought this much: the last whose start is reached, else the first. */
    public Tier at(BigDecimal reached) {
        return steps.stream()
                .filter(step -> step.from().compareTo(reached) <= 0)
                .reduce((lower, higher) -> higher)
                .orElse(steps.getFirst());
    }

    /** The tier after this one; empty after the last. */
    public Optional<Tier> after(Tier tier) {
        return steps.stream()
                .filter(step -> step.from().compareTo(tier.from()) > 0)
                .findFirst();
    }

    /** Since when conversions count for an order of that time. */
    public Instant since(Instant ordered, ZoneId zone) {
        return windowDays
                .map(days -> ordered.minus(Duration.ofDays(days)))
                .orElseGet(() -> LocalDate.ofInstant(ordered, zone)
                        .withDayOfMonth(1)
                        .atStartOfDay(zone)
                        .toInstant());
    }
}
