package dev.tributary.server.affiliate;

import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.webhooks.endpoint.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What affiliates may change of themselves: their profile but for the e-mail address, which has to be proven, and their
 * answers to what they are asked. What really changes is told as a change by the merchant is.
 */
@Component
public class OwnProfile {
    private final EditAffiliate edit;
    private final AffiliateStore store;
    private final TransactionTemplate transaction;

    OwnProfile(EditAffiliate edit, AffiliateStore store, TransactionTemplate transaction) {
        this.edit = edit;
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * What came of an attempt to save.
     *
     * @param refused the form with what is wrong; empty if it was saved
     * @param before how they were
     * @param after how they are now
     */
    public record Saved(Optional<Form> refused, Affiliate before, Affiliate after) {
        /** Whether anything is different now. */
        public boolean changed() {
            return before.version() != after.version();
        }

        /** Whether payments go elsewhere now. */
        public boolean movedPayments() {
            return !before.profile().paypalEmail().equals(after.profile().paypalEmail());
        }
    }

    /** The form as things stand. */
    public static Form show(Affiliate affiliate, Questionnaire questions) {
        Map<String, String> values = AffiliateForm.values(affiliate);
        values.putAll(questions.answers());
        return Form.of(values);
    }

    /** What each field is called. */
    public static Map<String, String> labels(Questionnaire questions) {
        Map<String, String> labels = new LinkedHashMap<>(AffiliateForm.LABELS);
        labels.put(FormBody.VERSION, "Your profile");
        labels.putAll(questions.labels());
        return labels;
    }

    /**
     * Saves what was sent, and nothing that is not theirs to change, whatever was sent besides.
     *
     * @param follow does what follows from it, in the same transaction
     * @throws Problem 404 if there is no such affiliate
     */
    public Saved save(
            AccountId account,
            long number,
            Questionnaire questions,
            HttpServletRequest request,
            Consumer<Saved> follow) {
        Affiliate seen = store.find(account, number).orElseThrow(() -> Problem.notFound("affiliate " + number));
        Map<String, String> typed = new LinkedHashMap<>();
        FormBody body = AffiliateForm.takeOwn(request);
        questions
                .labels()
                .keySet()
                .forEach(name -> typed.put(name, body.typed(name).replace("\r\n", "\n")));
        typed.forEach(body::with);
        AtomicReference<Affiliate> before = new AtomicReference<>(seen);
        try {
            return transaction.execute(status -> {
                Affiliate after = edit.run(account, number, old -> {
                    Revision.require(body.ifMatch(), old.version());
                    before.set(old);
                    return wish(old, body.fields().ignoringUnknown(), questions, typed);
                });
                Saved saved = new Saved(Optional.empty(), before.get(), after);
                follow.accept(saved);
                return saved;
            });
        } catch (Problem problem) {
            return new Saved(Optional.of(body.refused(problem, "")), seen, seen);
        }
    }

    private static Edit wish(Affiliate old, Fields body, Questionnaire questions, Map<String, String> typed) {
        List<NewAffiliate.Answer> answers = questions.read(body, typed);
        Edit wish = new ReadAffiliate(body).edit(old);
        return new Edit(wish.status(), wish.offer(), wish.profile(), Optional.of(merged(old, answers)));
    }

    /** What they were not asked stays as it is, where it is. */
    private static List<NewAffiliate.Answer> merged(Affiliate old, List<NewAffiliate.Answer> answers) {
        Map<String, String> merged = new LinkedHashMap<>();
        old.profile().customFields().forEach(field -> merged.put(field.name(), field.value()));
        answers.forEach(answer -> merged.put(answer.name(), answer.value()));
        return merged.entrySet().stream()
                .map(entry -> new NewAffiliate.Answer(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Gives them the address that they have proven to be theirs. */
    public void changeEmail(AccountId account, long number, String email) {
        edit.run(
                account,
                number,
                old -> new Edit(old.status(), old.offer(), old.profile().withEmail(email), Optional.empty()));
    }
}
