package dev.tributary.server.join;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which of the account's custom fields are questions to an affiliate: those of the page that they came by, else of all. */
@Component
public class AskAffiliates {
    private final SignUpStore signUps;
    private final ProgrammeStore programmes;

    AskAffiliates(SignUpStore signUps, ProgrammeStore programmes) {
        this.signUps = signUps;
        this.programmes = programmes;
    }

    /** The questions with the answers that stand. */
    public AffiliateQuestions of(AccountId account, Affiliate affiliate) {
        Optional<Programme> page = signUps.find(account, affiliate.number())
                .flatMap(signUp -> programmes.find(account, signUp.programme()));
        List<ProgrammeField> asked = page.map(Programme::fields).orElseGet(() -> all(account));
        return AffiliateQuestions.of(asked, affiliate, page.isPresent());
    }

    private List<ProgrammeField> all(AccountId account) {
        Map<Long, ProgrammeField> fields = new LinkedHashMap<>();
        programmes.list(account, Programmes.MOST).stream()
                .flatMap(programme -> programme.fields().stream())
                .forEach(field -> fields.putIfAbsent(field.number(), field));
        return List.copyOf(fields.values());
    }
}
