package dev.tributary.server.join;

import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.api.Fields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads and checks what a body says of a programme; what it leaves out stays as it was. */
final class ReadProgramme {
    static final int MOST_TERMS = 50_000;

    private static final int MOST_NAME = 100;
    private static final int MOST_INTRO = 4000;
    private static final Map<String, AffiliateStatus> BORN = born();
    private static final Programme.About NOTHING = new Programme.About(
            "", "", "", Optional.empty(), AffiliateStatus.PENDING, false, false, Set.of(), List.of());

    private final Fields body;

    ReadProgramme(Fields body) {
        this.body = body;
    }

    Programmes.Wish create() {
        if (!body.has("name") || body.isNull("name")) {
            body.error("name", "is required");
        }
        return read(new Programmes.Wish(NOTHING, Optional.empty()));
    }

    Programmes.Wish change(Programme old) {
        return read(Programmes.Wish.of(old));
    }

    private Programmes.Wish read(Programmes.Wish old) {
        Programme.About was = old.about();
        String name = body.has("name") && !body.isNull("name") ? body.requiredText("name", MOST_NAME) : was.name();
        Programme.About about = new Programme.About(
                slug(name, was.slug()),
                name,
                body.has("intro") ? body.text("intro", MOST_INTRO).orElse("") : was.intro(),
                body.has("offer_id") ? body.whole("offer_id").filter(number -> number > 0) : was.offer(),
                body.choice("status", BORN).orElse(was.born()),
                body.flag("open").orElse(was.open()),
                body.flag("confirm_email").orElse(was.confirmEmail()),
                asks(was.asks()),
                body.has("fields") ? fields() : was.fields());
        Optional<String> terms =
                body.has("terms") ? body.text("terms", MOST_TERMS).filter(text -> !text.isEmpty()) : old.terms();
        body.done();
        return new Programmes.Wish(about, terms);
    }

    private String slug(String name, String old) {
        Optional<String> wished = body.text("slug", Slug.MOST).filter(text -> !text.isEmpty());
        if (wished.isPresent() && !Slug.isOne(wished.get())) {
            body.error("slug", Slug.RULE);
        }
        return wished.orElseGet(() -> old.isEmpty() ? Slug.of(name) : old);
    }

    private Set<Ask> asks(Set<Ask> old) {
        if (!body.has("ask")) {
            return old;
        }
        Set<Ask> asks = EnumSet.noneOf(Ask.class);
        for (String name : body.texts("ask", Ask.values().length, MOST_NAME).orElse(List.of())) {
            if (Ask.BY_NAME.containsKey(name)) {
                asks.add(Objects.requireNonNull(Ask.BY_NAME.get(name)));
            } else {
                body.error("ask", "must be of " + String.join(", ", Ask.BY_NAME.keySet()));
            }
        }
        return asks;
    }

    private List<ProgrammeField> fields() {
        List<ProgrammeField> fields = new ArrayList<>();
        for (Fields field : body.objects("fields", ReadField.MOST)) {
            field.skip("id");
            ProgrammeField read = ReadField.of(field);
            if (fields.stream().anyMatch(other -> other.label().equals(read.label()))) {
                field.error("label", "is there twice");
            }
            fields.add(read);
        }
        return fields;
    }

    private static Map<String, AffiliateStatus> born() {
        Map<String, AffiliateStatus> born = new LinkedHashMap<>();
        born.put(AffiliateStatus.PENDING.name(), AffiliateStatus.PENDING);
        born.put(AffiliateStatus.ACTIVE.name(), AffiliateStatus.ACTIVE);
        return born;
    }
}
