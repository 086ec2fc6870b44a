package dev.tributary.server.portal;

import dev.tributary.server.account.Account;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;

/**
 * An affiliate who is let in, read anew for every request.
 *
 * @param programmes how many the session may choose from
 */
public record Insider(Account account, Affiliate affiliate, int programmes) {
    static final List<AffiliateStatus> ADMITTED = List.of(AffiliateStatus.ACTIVE, AffiliateStatus.PENDING);

    static boolean isAdmitted(Affiliate affiliate) {
        return ADMITTED.contains(affiliate.status());
    }

    public boolean isActive() {
        return affiliate.isActive();
    }

    public boolean mayChoose() {
        return programmes > 1;
    }

    /** What names it among the choices. */
    public String key() {
        return in() + "/" + number();
    }

    AccountId in() {
        return account.id();
    }

    long number() {
        return affiliate.number();
    }
}
