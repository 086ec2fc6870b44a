package dev.tributary.server.join;

import dev.tributary.server.affiliate.Provenance;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells an affiliate's page by which sign-up page they came. */
@Component
class SignUpProvenance implements Provenance {
    private final SignUpStore signUps;
    private final ProgrammeStore programmes;

    SignUpProvenance(SignUpStore signUps, ProgrammeStore programmes) {
        this.signUps = signUps;
        this.programmes = programmes;
    }

    @Override
    public Optional<Entry> of(AccountId account, long affiliate) {
        return signUps.find(account, affiliate)
                .flatMap(signUp -> programmes
                        .find(account, signUp.programme())
                        .map(programme -> new Entry(
                                programme.name(),
                                ProgrammePage.path(programme),
                                signUp.invited(),
                                signUp.coupon(),
                                signUp.terms(),
                                signUp.at())));
    }
}
