package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.webhooks.endpoint.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What affiliates may change of themselves: their profile but for the e-mail address, which has to be proven, and their
 * answers to the merchant's questions, but no question. What really changes is told as a change by the merchant is.
 */
@Component
public class OwnProfile {
    private final EditAffiliate edit;
    private final AffiliateStore store;
    private final CustomFieldStore fields;

    OwnProfile(EditAffiliate edit, AffiliateStore store, CustomFieldStore fields) {
        this.edit = edit;
        this.store = store;
        this.fields = fields;
    }

    /**
     * What came of an attempt to save.
     *
     * @param refused the form with what is wrong; empty if it was saved
     * @param changed whether anything is different now
     */
    public record Saved(Optional<Form> refused, boolean changed) {}

    /** The form as things stand. */
    public Form show(AccountId account, Affiliate affiliate) {
        return AffiliateForm.show(affiliate, asked(account));
    }

    /** The questions of a form. */
    public List<Question> questions(AccountId account, Affiliate affiliate, Form form) {
        return QuestionFields.of(form, known(account, affiliate)).stream()
                .filter(Question::fixed)
                .toList();
    }

    /** What each field is called. */
    public static Map<String, String> labels(List<Question> questions) {
        Map<String, String> labels = new LinkedHashMap<>(AffiliateForm.LABELS);
        labels.put(FormBody.VERSION, "Your profile");
        questions.forEach(question -> labels.put(question.row() + ".value", question.name()));
        return labels;
    }

    /**
     * Saves what was sent, and nothing that is not theirs to change, whatever was sent besides.
     *
     * @throws Problem 404 if there is no such affiliate
     */
    public Saved save(AccountId account, long number, HttpServletRequest request) {
        Affiliate seen = find(account, number);
        FormBody body = AffiliateForm.takeOwn(request, answered(seen), known(account, seen));
        try {
            Affiliate after = edit.run(account, number, old -> {
                Revision.require(body.ifMatch(), old.version());
                return new ReadAffiliate(body.fields()).edit(old);
            });
            return new Saved(Optional.empty(), after.version() != seen.version());
        } catch (Problem problem) {
            return new Saved(Optional.of(body.refused(problem, "")), false);
        }
    }

    /** Gives them the address that they have proven to be theirs. */
    public void changeEmail(AccountId account, long number, String email) {
        edit.run(
                account,
                number,
                old -> new Edit(old.status(), old.offer(), old.profile().withEmail(email), Optional.empty()));
    }

    private List<String> asked(AccountId account) {
        return fields.names(account, QuestionFields.MOST);
    }

    private List<String> known(AccountId account, Affiliate affiliate) {
        Set<String> known = new HashSet<>(asked(account));
        known.addAll(answered(affiliate));
        return List.copyOf(known);
    }

    private static List<String> answered(Affiliate affiliate) {
        return affiliate.profile().customFields().stream()
                .map(Profile.CustomField::name)
                .toList();
    }

    private Affiliate find(AccountId account, long number) {
        return store.find(account, number).orElseThrow(() -> Problem.notFound("affiliate " + number));
    }
}
