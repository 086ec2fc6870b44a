package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;

/** Where affiliates sign in. Implemented by the feature that lets them in; without it, nobody is sent there. */
public interface AffiliateDoor {
    /** The path of the page within this installation. */
    String signInPath();

    /** The full URL of the page. */
    String signInUrl();

    /**
     * Makes a link by which this affiliate chooses a password, once, within a week, and comes in: for a mail to them. In
     * the current transaction.
     *
     * @return its full URL; empty if they have chosen one
     */
    Optional<String> choosePasswordUrl(AccountId account, Affiliate affiliate);

    /** Words for the end of a mail to an affiliate who may come in: how they do. */
    default String invitation(AccountId account, Affiliate affiliate) {
        String later = "see what you earn: " + signInUrl() + "\n";
        return choosePasswordUrl(account, affiliate)
                .map(url -> "\nChoose a password, and come in; this works once, within a week:\n\n    " + url
                        + "\n\nLater, sign in to " + later)
                .orElse("\nSign in to " + later);
    }
}
