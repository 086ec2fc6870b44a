package dev.tributary.server.payment;

import dev.tributary.server.api.Problem;
import dev.tributary.server.conversion.Owed;
import java.util.stream.Collectors;

/** Insists that one affiliate is paid by one payment. */
final class OnlyOne {
    private OnlyOne() {}

    /**
     * Passes where exactly one balance is paid.
     *
     * @throws Problem 422 that says why none is, or which currencies there are
     */
    static void require(Judgement judgement) {
        if (judgement.paid().isEmpty()) {
            throw Problem.unprocessable(
                    "affiliate_id",
                    judgement.skipped().stream().map(OnlyOne::words).collect(Collectors.joining("; ")));
        }
        if (judgement.paid().size() > 1) {
            String currencies = judgement.paid().stream()
                    .map(due -> due.owed().currency().getCurrencyCode())
                    .collect(Collectors.joining(", "));
            throw Problem.unprocessable("currency", "is required: the affiliate is owed money in " + currencies);
        }
    }

    private static String words(Judgement.Skipped skipped) {
        Owed owed = skipped.owed();
        return skipped.reason() == Judgement.Reason.NOTHING_OWED
                ? "can't be paid: " + skipped.reason().words()
                : "can't be paid: the balance of " + owed.commission().toPlainString() + " " + owed.currency() + " is "
                        + skipped.reason().words();
    }
}
