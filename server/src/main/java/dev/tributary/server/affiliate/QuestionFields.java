package dev.tributary.server.affiliate;

import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The custom fields of an affiliate's form: first those that the affiliate has, then the account's others, then a blank
 * one. Each is a pair such as {@code custom_fields[0].name} and {@code custom_fields[0].value}.
 */
final class QuestionFields {
    static final String NAME = "custom_fields";
    static final int MOST = 50;

    private QuestionFields() {}

    static Map<String, String> put(
            Map<String, String> values, List<Profile.CustomField> answers, List<String> questions) {
        int row = 0;
        for (Profile.CustomField answer : answers) {
            values.put(row(row) + ".name", answer.name());
            values.put(row(row++) + ".value", answer.value());
        }
        List<String> answered = answers.stream().map(Profile.CustomField::name).toList();
        for (String question : questions) {
            if (!answered.contains(question) && row < MOST) {
                values.put(row(row++) + ".name", question);
            }
        }
        return values;
    }

    /** The pairs of a form, with a blank one at the end where another fits. */
    static List<Question> of(Form form, List<String> known) {
        List<Question> questions = new ArrayList<>();
        for (int row = 0; row < MOST; row++) {
            String name = form.value(row(row) + ".name");
            boolean fixed = known.contains(name);
            questions.add(new Question(row(row), name, fixed));
            if (!fixed) {
                break;
            }
        }
        return questions;
    }

    /** What was answered, by the name of its pair; a blank answer counts where there was one before. */
    static Map<String, Map<String, String>> take(FormBody body, List<String> had) {
        Map<String, Map<String, String>> answers = new LinkedHashMap<>();
        for (int row = 0; row < MOST; row++) {
            String name = body.typed(row(row) + ".name").strip();
            String value = body.typed(row(row) + ".value").replace("\r\n", "\n");
            boolean meant = !value.isBlank() || had.contains(name);
            boolean begun = !name.isEmpty() || !value.isBlank();
            if (begun && meant) {
                answers.put(row(row), Map.of("name", name, "value", value));
            }
        }
        return answers;
    }

    private static String row(int number) {
        return NAME + "[" + number + "]";
    }
}
