package dev.tributary.server.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what spreadsheets and other programs write into cells. What could mean two things means nothing: {@code 1,234}
 * is no number, since it is a thousand here and one there.
 */
final class ReadCell {
    private static final Pattern NUMBER =
            Pattern.compile("(-?)([0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3})+(?=\\.))(\\.[0-9]{1,18})?");
    private static final Pattern SLASHED = Pattern.compile("([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(.*)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);
    private static final DateTimeFormatter SHOPIFY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss [xx][xxx][z]", Locale.ROOT);

    private ReadCell() {}

    /** Digits with a point, for {@code 19.90}, {@code $19.90}, {@code 1,234.50 USD} and {@code 12.5 %}. */
    static Optional<String> number(String cell) {
        String bare =
                cell.replaceAll("\\p{Sc}|[\\s\u00a0\u202f%]|\\p{Upper}{3}$", "").replace('−', '-');
        Matcher matcher = NUMBER.matcher(bare);
        return matcher.matches() ? Optional.of(bare.replace(",", "")) : Optional.empty();
    }

    static Optional<Boolean> flag(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1" -> Optional.of(true);
            case "false", "no", "n", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A moment; a day is its beginning. What has no offset is in the zone. */
    static Optional<Instant> time(String cell, ZoneId zone, DayOrder days) {
        try {
            Matcher slashed = SLASHED.matcher(cell);
            if (slashed.matches()) {
                return slashed(slashed, days).map(time -> time.atZone(zone).toInstant());
            }
            if (cell.length() <= 10) {
                return Optional.of(LocalDate.parse(cell).atStartOfDay(zone).toInstant());
            }
            if (cell.matches(".*(Z|[+-][0-9:]{4,6}|UTC|GMT)")) {
                return Optional.of(withOffset(cell));
            }
            return Optional.of(LocalDateTime.parse(cell.replaceFirst(" +", "T"))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant withOffset(String cell) {
        return cell.indexOf('T') == 10 ? OffsetDateTime.parse(cell).toInstant() : SHOPIFY.parse(cell, Instant::from);
    }

    private static Optional<LocalDateTime> slashed(Matcher parts, DayOrder days) {
        if (days == DayOrder.YEAR_FIRST) {
            return Optional.empty();
        }
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(2));
        boolean month = days == DayOrder.MONTH_FIRST;
        LocalDate day = LocalDate.of(Integer.parseInt(parts.group(3)), month ? first : second, month ? second : first);
        String rest = parts.group(4).strip();
        return Optional.of(rest.isEmpty() ? day.atStartOfDay() : day.atTime(LocalTime.parse(rest, TIME)));
    }
}
