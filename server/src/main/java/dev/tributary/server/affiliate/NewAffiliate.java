package dev.tributary.server.affiliate;

import java.util.List;
import java.util.Optional;

/**
 * An affiliate to be.
 *
 * @param profile without custom fields: their names are in {@code answers}
 * @param coupon a COUPON trigger to be born with
 */
public record NewAffiliate(
        AffiliateStatus status,
        AffiliateSource source,
        long offer,
        Profile profile,
        List<Answer> answers,
        Optional<String> coupon) {

    public NewAffiliate {
        answers = List.copyOf(answers);
    }

    /** An answer to the custom field of this name, which is made if the account has none. */
    public record Answer(String name, String value) {}
}
