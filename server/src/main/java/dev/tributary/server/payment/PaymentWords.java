package dev.tributary.server.payment;

import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Format;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the pages about payments word what they show. */
public final class PaymentWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private PaymentWords() {}

    /** Such as {@code 3 conversions}. */
    public static String conversions(int count) {
        return Format.count(count) + (count == 1 ? " conversion" : " conversions");
    }

    /** The last day before a moment, such as {@code 30 April 2026}. */
    public static String lastDay(Instant until, ZoneId zone) {
        return DAY.format(LocalDate.ofInstant(until.minusNanos(1), zone));
    }

    /** Any method, or one of them. */
    public static List<Choice> methodFilter() {
        List<Choice> choices = new ArrayList<>(List.of(Choice.of("", "Any")));
        choices.addAll(methods());
        return choices;
    }

    static List<Choice> methods() {
        return PaymentMethod.BY_NAME.entrySet().stream()
                .map(method -> Choice.of(method.getKey(), method.getValue().label()))
                .toList();
    }
}
