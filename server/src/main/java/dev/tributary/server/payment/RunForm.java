package dev.tributary.server.payment;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Money;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The form that begins a run: its fields, and how they become the body that the API takes. */
final class RunForm {
    /** The box of a balance in the preview. */
    static final String BALANCES = "balances";

    static final String LATER = "later";

    /** What the fields are called on the page. */
    static final Map<String, String> LABELS = Map.of(
            "from",
            "From",
            "until",
            "Up to and with",
            "minimum",
            "Minimum",
            "affiliate_ids",
            "Affiliates",
            "method",
            "Method",
            "note",
            "Note");

    private static final List<String> NAMES =
            List.of("from", "until", "minimum", "affiliate_ids", "method", "note", "when");
    private static final Pattern BALANCE = Pattern.compile("([0-9]{1,18})\\.([A-Z]{3})");

    private RunForm() {}

    /** The form as it first stands: everybody, up to yesterday. */
    static Form blank(Account account, Money minimum, Instant now, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(
                "until", LocalDate.ofInstant(now, account.zone()).minusDays(1).toString());
        values.put("minimum", minimum.amount().signum() == 0 ? "" : minimum.text());
        values.put("method", PaymentMethod.PAYPAL.name());
        values.put("when", LATER);
        NAMES.forEach(name -> Optional.ofNullable(given.get(name))
                .ifPresent(text -> values.put(name, text.replaceAll("[\\p{Cntrl}&&[^\n]]", ""))));
        return Form.of(values);
    }

    static FormBody take(HttpServletRequest request, ZoneId zone) {
        FormBody body = new FormBody(request).given("minimum", "method", "note");
        String from = body.typed("from").strip();
        if (!from.isEmpty()) {
            body.with("from", beginning(from, zone));
        }
        String until = body.typed("until").strip();
        if (!until.isEmpty()) {
            body.with("until", end(until, zone));
        }
        List<Object> named = Stream.of(body.typed("affiliate_ids").split("[\\s,;]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.matches("[0-9]{1,18}") ? (Object) Long.parseLong(word) : word)
                .toList();
        if (named.isEmpty()) {
            body.with("all_affiliates", true);
        } else {
            body.with("affiliate_ids", named);
        }
        return body.with("draft", body.typed("when").equals(LATER));
    }

    /** What was typed, to be sent on. */
    static Map<String, String> sent(FormBody body) {
        Map<String, String> values = new LinkedHashMap<>();
        NAMES.forEach(name -> values.put(name, body.typed(name)));
        return values;
    }

    /** The balances that are ticked. */
    static Set<Who.Balance> ticked(HttpServletRequest request) {
        Set<Who.Balance> balances = new HashSet<>();
        String @Nullable [] boxes = request.getParameterValues(BALANCES);
        for (String box : boxes == null ? new String[0] : boxes) {
            Matcher parts = BALANCE.matcher(box);
            if (parts.matches()) {
                Money.currency(parts.group(2))
                        .ifPresent(currency -> balances.add(new Who.Balance(Long.parseLong(parts.group(1)), currency)));
            }
        }
        return balances;
    }

    /** The day's first moment; what is no day stays as it was typed, and is refused as such. */
    private static String beginning(String day, ZoneId zone) {
        return date(day)
                .map(date -> date.atStartOfDay(zone).toInstant())
                .map(first -> (first.isBefore(Instant.EPOCH) ? Instant.EPOCH : first).toString())
                .orElse(day);
    }

    /** The moment after the day; what is no day stays as it was typed, and is refused as such. */
    private static String end(String day, ZoneId zone) {
        return date(day)
                .map(date -> date.plusDays(1).atStartOfDay(zone).toInstant().toString())
                .orElse(day);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1970 && day.getYear() < 9999 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
