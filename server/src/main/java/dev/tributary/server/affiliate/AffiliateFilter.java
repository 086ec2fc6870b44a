package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which affiliates a list shows. */
record AffiliateFilter(Optional<AffiliateStatus> status, Optional<String> email) {
    /** Reads the query's parameters; a value that can't be one is a 400 that names the parameter. */
    static AffiliateFilter of(@Nullable String status, @Nullable String email) {
        if (status != null && !AffiliateStatus.ALL.containsKey(status)) {
            throw Problem.badParameter("status", "must be one of " + String.join(", ", AffiliateStatus.ALL.keySet()));
        }
        if (email != null && email.indexOf('\0') >= 0) {
            throw Problem.badParameter("email", "must not hold NUL characters");
        }
        return new AffiliateFilter(
                Optional.ofNullable(status).map(AffiliateStatus::valueOf), Optional.ofNullable(email));
    }
}
