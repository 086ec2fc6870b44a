package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An account's conversions, as other features need them. */
@Component
public class Conversions {
    private final ConversionStore store;
    private final EarningStore earnings;

    Conversions(ConversionStore store, EarningStore earnings) {
        this.store = store;
        this.earnings = earnings;
    }

    /**
     * What the orders made in a stretch of time brought, by currency and status, tests apart; refunds count as
     * conversions with negative amounts. It reads every conversion of that time: ask for a day.
     */
    public List<DayFigure> figures(AccountId account, Instant since, Instant until) {
        return store.figures(account, since, until);
    }

    /**
     * An affiliate's conversions as the affiliate may see them, the newest first.
     *
     * @param before a conversion's number: those before it
     */
    public List<OwnConversion> earned(
            AccountId account, long affiliate, Optional<Status> status, Optional<Long> before, int limit) {
        return earnings.page(account, affiliate, status, before, limit);
    }

    /** What orders made since then earned an affiliate, by currency. It reads all of the affiliate's conversions since. */
    public List<Earnings> earnings(AccountId account, long affiliate, Instant since) {
        return earnings.sums(account, affiliate, since);
    }
}
