package dev.tributary.server.offer;

import dev.tributary.server.api.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Reads {@code tiers}, {@code tier_basis} and {@code tier_window_days}, which go together. */
final class ReadTiers {
    static final int MOST = 20;
    private static final int MAX_WINDOW = 366;

    private final Fields body;
    private final Currency currency;

    ReadTiers(Fields body, Currency currency) {
        this.body = body;
        this.currency = currency;
    }

    /**
     * The tiers.
     *
     * @param type empty if it can't be read, which is a mistake already
     * @return empty for an offer without tiers, and where the tiers can't be read
     */
    Optional<Tiers> read(Optional<OfferType> type, Optional<Tiers> old) {
        Optional<Tiers.Basis> basis = body.choice("tier_basis", Tiers.Basis.BY_NAME);
        Optional<Integer> days = ReadRate.inRange(body, "tier_window_days", 1, MAX_WINDOW);
        Tiers.Basis counted = basis.or(() -> old.map(Tiers::basis)).orElse(Tiers.Basis.REVENUE);
        boolean given = body.has("tiers");
        List<Tiers.Tier> steps = steps(counted);
        if (type.filter(OfferType.TIERED::equals).isEmpty()) {
            type.ifPresent(other -> refuse(!steps.isEmpty(), basis.isPresent(), days.isPresent()));
            return Optional.empty();
        }
        List<Tiers.Tier> kept = given ? steps : old.map(Tiers::steps).orElse(List.of());
        if (kept.isEmpty()) {
            body.error("tiers", "must have at least one tier, from 0");
            return Optional.empty();
        }
        if (!given) {
            checkWhole(kept, counted);
        }
        Optional<Integer> window = body.has("tier_window_days")
                ? days
                : old.map(Tiers::windowDays).orElse(Optional.of(Tiers.DEFAULT_WINDOW));
        return Optional.of(new Tiers(counted, window, kept));
    }

    private List<Tiers.Tier> steps(Tiers.Basis basis) {
        List<Tiers.Tier> steps = new ArrayList<>();
        for (Fields row : body.objects("tiers", MOST)) {
            ReadRate rate = new ReadRate(row, currency);
            BigDecimal from = rate.required("from", OfferType.FLAT_RATE_PER_ORDER);
            BigDecimal percent = rate.required("percent", OfferType.PERCENT_OF_SALE);
            if (steps.isEmpty() && from.signum() != 0) {
                row.error("from", "must be 0 in the first tier");
            } else if (!steps.isEmpty() && from.compareTo(steps.getLast().from()) <= 0) {
                row.error("from", "must be more than in the tier before it");
            } else if (basis == Tiers.Basis.COUNT && from.stripTrailingZeros().scale() > 0) {
                row.error("from", "must be a whole number of conversions");
            }
            steps.add(new Tiers.Tier(from, percent));
        }
        return steps;
    }

    /** What was money may not be a number of conversions. */
    private void checkWhole(List<Tiers.Tier> steps, Tiers.Basis basis) {
        boolean broken = steps.stream().anyMatch(step -> step.from().scale() > 0);
        if (basis == Tiers.Basis.COUNT && broken) {
            body.error("tiers", "must be from whole numbers of conversions");
        }
    }

    private void refuse(boolean tiers, boolean basis, boolean days) {
        String only = "goes with the type TIERED alone";
        if (tiers) {
            body.error("tiers", only);
        }
        if (basis) {
            body.error("tier_basis", only);
        }
        if (days) {
            body.error("tier_window_days", only);
        }
    }
}
