package dev.tributary.server.affiliate;

import dev.tributary.server.api.Email;
import dev.tributary.server.api.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and checks what a body says of an affiliate; what it leaves out stays as it was. */
final class ReadAffiliate {
    private static final int SHORT = 100;
    private static final int LONG = 200;
    private static final int MAX_FIELDS = 50;
    private static final int MAX_ANSWER = 1000;
    private static final Profile NOBODY =
            new Profile("", "", "", Optional.empty(), "", Profile.Address.UNKNOWN, List.of());

    private final Fields body;

    ReadAffiliate(Fields body) {
        this.body = body;
    }

    NewAffiliate create(AffiliateSource source) {
        Profile profile = profile(NOBODY, true);
        Optional<Long> offer = offer();
        AffiliateStatus status = body.choice("status", AffiliateStatus.AT_BIRTH).orElse(AffiliateStatus.PENDING);
        Optional<String> coupon = body.text("coupon", Trigger.MAX_LENGTH).filter(text -> !text.isEmpty());
        coupon.ifPresent(value -> ReadTrigger.check(body, "coupon", TriggerType.COUPON, value));
        List<NewAffiliate.Answer> answers = answers();
        body.done();
        return new NewAffiliate(status, source, offer.orElse(0L), profile, answers, coupon);
    }

    Edit edit(Affiliate old) {
        Profile profile = profile(old.profile(), false);
        long offer = body.has("offer_id") ? offer().orElse(old.offer()) : old.offer();
        AffiliateStatus status = body.choice("status", AffiliateStatus.ALL).orElse(old.status());
        Optional<List<NewAffiliate.Answer>> answers =
                body.has("custom_fields") ? Optional.of(answers()) : Optional.empty();
        body.done();
        return new Edit(status, offer, profile, answers);
    }

    private Optional<Long> offer() {
        Optional<Long> offer = body.whole("offer_id");
        if (offer.isEmpty() && (!body.has("offer_id") || body.isNull("offer_id"))) {
            body.error("offer_id", "is required: the id of one of the account's offers");
        }
        return offer;
    }

    private Profile profile(Profile old, boolean isNew) {
        return new Profile(
                isNew || body.has("first_name") ? body.requiredText("first_name", SHORT) : old.firstName(),
                text("last_name", SHORT, old.lastName()),
                isNew || body.has("email") ? email() : old.email(),
                body.has("paypal_email") ? paypal() : old.paypalEmail(),
                text("company", LONG, old.company()),
                address(old.address()),
                old.customFields());
    }

    private Profile.Address address(Profile.Address old) {
        return new Profile.Address(
                text("address_1", LONG, old.line1()),
                text("address_2", LONG, old.line2()),
                text("city", SHORT, old.city()),
                text("state", SHORT, old.state()),
                text("zip", SHORT, old.zip()),
                text("country", SHORT, old.country()),
                text("phone_number", SHORT, old.phone()));
    }

    /** A text that may be unknown: null and the empty string make it so. */
    private String text(String name, int maxLength, String old) {
        return body.has(name) ? body.text(name, maxLength).orElse("") : old;
    }

    private String email() {
        String email = body.requiredText("email", Email.MAX_LENGTH);
        if (!email.isEmpty() && !Email.isOne(email)) {
            body.error("email", "must be an e-mail address");
        }
        return email;
    }

    private Optional<String> paypal() {
        Optional<String> email = body.text("paypal_email", Email.MAX_LENGTH).filter(text -> !text.isEmpty());
        if (email.isPresent() && !Email.isOne(email.get())) {
            body.error("paypal_email", "must be an e-mail address");
        }
        return email;
    }

    private List<NewAffiliate.Answer> answers() {
        List<NewAffiliate.Answer> answers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields field : body.objects("custom_fields", MAX_FIELDS)) {
            String name = field.requiredText("name", SHORT);
            String value = field.text("value", MAX_ANSWER).orElse("");
            if (!names.add(name)) {
                field.error("name", "is there twice");
            }
            answers.add(new NewAffiliate.Answer(name, value));
        }
        return answers;
    }
}
