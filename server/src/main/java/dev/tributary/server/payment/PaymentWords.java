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
import java.util.Optional;

/** How the pages about payments word what they show. */
public final class PaymentWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private PaymentWords() {}

    /** Such as {@code 3 conversions}. */
    public static String conversions(int count) {
        return Format.count(count) + (count == 1 ? " conversion" : " conversions");
    }

    /** What a payment pays, such as {@code orders and refunds up to 30 April 2026}. */
    public static String paid(Payment payment, ZoneId zone) {
        Optional<String> end = payment.until().map(until -> lastDay(until, zone));
        if (payment.from().isEmpty()) {
            return end.map(day -> "orders and refunds up to " + day).orElse("all that there was when it was made");
        }
        String first = DAY.format(LocalDate.ofInstant(payment.from().get(), zone));
        return "orders from " + first + end.map(day -> " to " + day).orElse(" on") + ", less all that was owed back"
                + end.map(day -> " up to then").orElse("");
    }

    /** The last day before a moment. */
    private static String lastDay(Instant until, ZoneId zone) {
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
