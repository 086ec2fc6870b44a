package dev.tributary.server.join;

import dev.tributary.server.affiliate.NewAffiliate;
import dev.tributary.server.affiliate.Profile;
import dev.tributary.server.api.Email;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Json;
import dev.tributary.server.api.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and checks what was typed into a sign-up form. */
final class ReadApplicant {
    private static final int SHORT = 100;
    private static final int LONG = 200;
    private static final String COUPON = "[\\p{L}\\p{N}_-]{3,40}";

    private final Programme programme;
    private final Map<String, String> typed;
    private final Fields body;

    /**
     * Reads for a programme.
     *
     * @param typed by the names of {@link JoinFields}; what is missing was left empty
     */
    ReadApplicant(Programme programme, Map<String, String> typed) {
        this.programme = programme;
        this.typed = Map.copyOf(typed);
        this.body = Fields.parse(Json.bytes(typed)).ignoringUnknown();
    }

    /**
     * Who it is.
     *
     * @throws Problem 422 with everything that is wrong
     */
    Applicant read() {
        Profile profile = profile();
        List<NewAffiliate.Answer> answers = answers();
        Optional<String> coupon = coupon();
        Optional<Integer> terms = terms();
        body.done();
        return new Applicant(profile, answers, coupon, terms);
    }

    private List<NewAffiliate.Answer> answers() {
        ReadAnswer read = new ReadAnswer(body, typed);
        return programme.fields().stream()
                .map(field -> new NewAffiliate.Answer(field.label(), read.to(field)))
                .filter(answer -> !answer.value().isEmpty())
                .toList();
    }

    private Profile profile() {
        return new Profile(
                body.requiredText("first_name", SHORT),
                text("last_name", SHORT),
                email(),
                Optional.of(optionalEmail("paypal_email")).filter(text -> !text.isEmpty()),
                text("company", LONG),
                new Profile.Address(
                        text("address_1", LONG),
                        text("address_2", LONG),
                        text("city", SHORT),
                        text("state", SHORT),
                        text("zip", SHORT),
                        text("country", SHORT),
                        text("phone_number", SHORT)),
                List.of());
    }

    private String text(String name, int most) {
        return ReadAnswer.line(body, name, most);
    }

    private String email() {
        String email = body.requiredText("email", Email.MAX_LENGTH);
        return email.isEmpty() ? email : checked("email", email);
    }

    private String optionalEmail(String name) {
        String email = body.text(name, Email.MAX_LENGTH).orElse("");
        return email.isEmpty() ? email : checked(name, email);
    }

    private String checked(String name, String email) {
        if (!Email.isOne(email)) {
            body.error(name, "must be an e-mail address, such as name@example.com");
        }
        return email;
    }

    private Optional<String> coupon() {
        Optional<String> coupon = programme.asks(Ask.COUPON)
                ? body.text("coupon", SHORT).filter(text -> !text.isEmpty())
                : Optional.empty();
        if (coupon.isPresent() && !coupon.get().matches(COUPON)) {
            body.error("coupon", "must be 3 to 40 letters, digits, dashes or underscores");
        }
        return coupon;
    }

    private Optional<Integer> terms() {
        Optional<Integer> version = programme.terms().map(JoinTerms::version);
        if (version.isEmpty()) {
            return version;
        }
        if (!typed.getOrDefault(JoinFields.ACCEPT, "").equals(JoinFields.YES)) {
            body.error(JoinFields.ACCEPT, "must be accepted");
        } else if (!typed.getOrDefault(JoinFields.TERMS_VERSION, "").equals(String.valueOf(version.get()))) {
            body.error(JoinFields.ACCEPT, "have changed since this page was opened: please read them again");
        }
        return version;
    }
}
