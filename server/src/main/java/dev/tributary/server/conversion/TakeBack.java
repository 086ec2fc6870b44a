package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes back an approved conversion by one of its own with negative amounts, so that what was told stays told. */
@Component
class TakeBack {
    private final RecordConversions births;
    private final Snapshots snapshots;
    private final InstantSource clock;

    TakeBack(RecordConversions births, Snapshots snapshots, InstantSource clock) {
        this.births = births;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Takes all of it back. */
    void whole(AccountId account, Conversion conversion) {
        if (conversion.refundOf().isPresent()) {
            return;
        }
        births.of(account, List.of(number -> birth(account, number, conversion)));
    }

    private Birth birth(AccountId account, long number, Conversion first) {
        Conversion.Worth worth = first.worth();
        Conversion refund = new Conversion(
                number,
                first.affiliate(),
                first.offer(),
                clock.instant(),
                Optional.empty(),
                Conversion.Standing.born(Status.APPROVED, Optional.empty(), Optional.empty()),
                new Conversion.Worth(
                        worth.currency(),
                        worth.total().negate(),
                        worth.commissionable().negate(),
                        worth.commission().negate()),
                first.why(),
                first.sale(),
                Optional.of(first.number()));
        return new Birth(snapshots.of(account, refund), Optional.empty());
    }
}
