package dev.tributary.server.join;

import dev.tributary.server.affiliate.NewAffiliate;
import dev.tributary.server.affiliate.Profile;
import java.util.List;
import java.util.Optional;

/**
 * Who wants to join, as the form said it, fit to become an affiliate.
 *
 * @param terms the version that was accepted; empty where the programme has none
 */
record Applicant(Profile profile, List<NewAffiliate.Answer> answers, Optional<String> coupon, Optional<Integer> terms) {
    Applicant {
        answers = List.copyOf(answers);
    }

    String email() {
        return profile.email();
    }
}
