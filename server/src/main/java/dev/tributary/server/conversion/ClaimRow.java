package dev.tributary.server.conversion;

/**
 * A claim on an order as the page tells of it.
 *
 * @param trigger what it rests on; empty for a link
 * @param lost why it lost, as a sentence; empty for a winner
 */
public record ClaimRow(long affiliate, String code, String mechanism, String trigger, String lost) {
    static ClaimRow of(Conversion.WeighedClaim claim) {
        return new ClaimRow(
                claim.affiliate(),
                claim.code(),
                claim.mechanism().label(),
                claim.trigger().orElse(""),
                claim.reason().map(LossReason::sentence).orElse(""));
    }
}
