package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Books what is taken back by a conversion of its own, so that what was told stays told. */
@Component
class TakeBack {
    private final RecordConversions births;
    private final Snapshots snapshots;

    TakeBack(RecordConversions births, Snapshots snapshots) {
        this.births = births;
        this.snapshots = snapshots;
    }

    /**
     * Books a refund, inside the caller's transaction, which has locked the first conversion.
     *
     * @param worth the refund's amounts
     * @param at when the shop gave it back
     * @param told where the event goes that tells of it
     */
    void book(AccountId account, Conversion first, Conversion.Worth worth, Instant at, List<NewEvent> told) {
        births.of(account, List.of(number -> birth(account, number, first, worth, at)), told);
    }

    private Birth birth(AccountId account, long number, Conversion first, Conversion.Worth worth, Instant at) {
        Conversion refund = new Conversion(
                number,
                first.affiliate(),
                first.offer(),
                at,
                Optional.empty(),
                Conversion.Standing.born(Status.APPROVED, Optional.empty(), Optional.empty()),
                worth,
                first.why(),
                first.sale(),
                Optional.of(first.number()));
        return new Birth(snapshots.of(account, refund), Optional.empty());
    }
}
