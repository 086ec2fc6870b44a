package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.Optional;

/** Knows how an affiliate came in. Implemented by the feature that lets them in. */
@FunctionalInterface
public interface Provenance {
    /** How this one came; empty if not by a page. */
    Optional<Entry> of(AccountId account, long affiliate);

    /**
     * How one came.
     *
     * @param programme the name of the page
     * @param path of the page, at the console
     * @param invited whether by invitation
     * @param coupon what they wished for, and do not have
     * @param termsVersion what was accepted then; empty where there was nothing to accept
     * @param at when
     */
    record Entry(
            String programme,
            String path,
            boolean invited,
            Optional<String> coupon,
            Optional<Integer> termsVersion,
            Instant at) {
        /** Where the accepted words are. */
        public String termsPath() {
            return path + "/terms/" + termsVersion.orElse(0);
        }
    }
}
