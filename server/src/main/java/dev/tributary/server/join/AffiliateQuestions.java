package dev.tributary.server.join;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.NewAffiliate;
import dev.tributary.server.affiliate.Profile;
import dev.tributary.server.affiliate.Questionnaire;
import dev.tributary.server.api.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The questions of sign-up pages, asked of one affiliate once more: an answer may change, and what must be answered can't
 * be emptied. An answer that stays as it is stays good, whatever the merchant has made of the question since.
 */
public final class AffiliateQuestions implements Questionnaire {
    private final List<ProgrammeField> fields;
    private final Map<String, String> standing;

    private AffiliateQuestions(List<ProgrammeField> fields, Map<String, String> standing) {
        this.fields = fields;
        this.standing = standing;
    }

    /**
     * Asks.
     *
     * @param asked by whom who came by a sign-up page is asked there; of others, what all pages ask
     * @param came whether they came by a page, and so have seen what must be answered
     */
    static AffiliateQuestions of(List<ProgrammeField> asked, Affiliate affiliate, boolean came) {
        Map<Long, String> given = affiliate.profile().customFields().stream()
                .collect(Collectors.toMap(Profile.CustomField::number, Profile.CustomField::value));
        List<ProgrammeField> fields = new ArrayList<>();
        Map<String, String> standing = new LinkedHashMap<>();
        for (ProgrammeField field : asked) {
            String answer = given.getOrDefault(field.number(), "");
            fields.add(fit(field, answer, came));
            standing.put(field.name(), answer);
        }
        return new AffiliateQuestions(List.copyOf(fields), standing);
    }

    /** In the order of the page. */
    public List<ProgrammeField> fields() {
        return fields;
    }

    @Override
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        fields.forEach(field -> labels.put(field.name(), field.label()));
        return labels;
    }

    @Override
    public Map<String, String> answers() {
        return Map.copyOf(standing);
    }

    @Override
    public List<NewAffiliate.Answer> read(Fields body, Map<String, String> typed) {
        ReadAnswer read = new ReadAnswer(body, typed);
        List<NewAffiliate.Answer> answers = new ArrayList<>();
        for (ProgrammeField field : fields) {
            String before = standing.getOrDefault(field.name(), "");
            String sent = typed.getOrDefault(field.name(), "");
            boolean same = before.equals(sent) || isUnticked(field, before, sent);
            String answer = same && !(field.required() && sent.isBlank()) ? before : read.to(field);
            if (!answer.isEmpty() || !before.isEmpty()) {
                answers.add(new NewAffiliate.Answer(field.label(), answer));
            }
        }
        return answers;
    }

    private static boolean isUnticked(ProgrammeField field, String before, String sent) {
        boolean was = before.equals(JoinFields.YES);
        return field.kind() == FieldKind.CHECKBOX && !was && !sent.equals(JoinFields.YES);
    }

    /** The question so that the answer that stands fits into it. */
    private static ProgrammeField fit(ProgrammeField field, String answer, boolean came) {
        boolean odd = field.kind() == FieldKind.CHOICE
                && !answer.isEmpty()
                && !field.choices().contains(answer);
        FieldKind kind =
                field.kind() == FieldKind.TEXT && answer.indexOf('\n') >= 0 ? FieldKind.LONG_TEXT : field.kind();
        return new ProgrammeField(
                field.number(),
                field.label(),
                kind,
                field.required() && (came || !answer.isBlank()),
                odd ? Stream.concat(field.choices().stream(), Stream.of(answer)).toList() : field.choices());
    }
}
