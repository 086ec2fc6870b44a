package dev.tributary.server.affiliate;

import java.util.List;

/**
 * A button that gives affiliates a status.
 *
 * @param label what it does for affiliates as they are
 */
public record StatusMove(AffiliateStatus to, String label) {
    private static final StatusMove APPROVE = new StatusMove(AffiliateStatus.ACTIVE, "Approve");
    private static final StatusMove REACTIVATE = new StatusMove(AffiliateStatus.ACTIVE, "Re-activate");
    private static final StatusMove DENY = new StatusMove(AffiliateStatus.DENIED, "Deny");
    private static final StatusMove DISABLE = new StatusMove(AffiliateStatus.DISABLED, "Disable");

    /** For affiliates of whatever status. */
    static final List<StatusMove> ANY = List.of(APPROVE, DENY, DISABLE, REACTIVATE);

    /** What makes sense for one with this status. */
    static List<StatusMove> from(AffiliateStatus status) {
        return switch (status) {
            case PENDING -> List.of(APPROVE, DENY);
            case ACTIVE -> List.of(DISABLE);
            case DENIED -> List.of(APPROVE);
            case DISABLED -> List.of(REACTIVATE);
        };
    }
}
