package dev.tributary.server.moving;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.Columns;
import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.DayOrder;
import dev.tributary.server.csv.Intake;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form in which the columns of a file are told what they mean. */
public final class ColumnForm {
    /** Where the errors stand that belong to no column of the file. */
    public static final String WHOLE = "columns";

    private ColumnForm() {}

    /** What a file's days may be like. */
    public static List<Choice> days() {
        return List.of(
                Choice.of("ymd", DayOrder.YEAR_FIRST.label()),
                Choice.of("mdy", DayOrder.MONTH_FIRST.label()),
                Choice.of("dmy", DayOrder.DAY_FIRST.label()));
    }

    static Form of(Import job) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < job.columns().names().size(); i++) {
            values.put(Columns.field(i), job.columns().names().get(i));
        }
        values.put(
                "days",
                switch (job.days()) {
                    case YEAR_FIRST -> "ymd";
                    case MONTH_FIRST -> "mdy";
                    case DAY_FIRST -> "dmy";
                });
        return Form.of(values);
    }

    static Form refused(Map<String, String> query, Import job, Problem problem) {
        Map<String, String[]> shown = new LinkedHashMap<>();
        for (int i = 0; i < job.columns().header().size(); i++) {
            shown.put(Columns.field(i), new String[] {chosen(query, i)});
        }
        shown.put("days", new String[] {query.getOrDefault("days", "ymd")});
        List<FieldError> errors = problem.errors().stream()
                .map(error -> shown.containsKey(error.field()) ? error : new FieldError(WHOLE, error.message()))
                .toList();
        return Form.refused(shown, errors);
    }

    static String chosen(Map<String, String> query, int column) {
        return query.getOrDefault(Columns.field(column), "").strip();
    }

    /** What each column may mean. */
    static List<List<Choice>> choices(Import job, Intake intake) {
        List<Choice> common = new ArrayList<>(List.of(Choice.of("", "Nothing: leave it out")));
        intake.columns().forEach(column -> common.add(Choice.of(column.name(), column.label())));
        List<List<Choice>> choices = new ArrayList<>();
        for (String head : job.columns().header()) {
            String plain = head.startsWith(CsvColumn.CUSTOM) ? head.substring(CsvColumn.CUSTOM.length()) : head;
            List<Choice> own = new ArrayList<>(common);
            if (intake.takesCustomFields() && !plain.isBlank() && plain.length() <= 100) {
                own.add(Choice.of(CsvColumn.CUSTOM + plain, "Custom field “" + plain + "”"));
            }
            choices.add(own);
        }
        return choices;
    }
}
