package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** An account's conversions, as other features need them. */
@Component
public class Conversions {
    private final ConversionStore store;

    Conversions(ConversionStore store) {
        this.store = store;
    }

    /**
     * What the orders made in a stretch of time brought, by currency and status; refunds count as conversions with
     * negative amounts, test orders not at all. It reads every conversion of that time: ask for a day.
     */
    public List<DayFigure> figures(AccountId account, Instant since, Instant until) {
        return store.figures(account, since, until);
    }
}
