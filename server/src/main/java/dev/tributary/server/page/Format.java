package dev.tributary.server.page;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/** How values are shown, the same on every page. */
public final class Format {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String NARROW_SPACE = "\u202f";

    private Format() {}

    /** Such as {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** With the currency's decimals and its code behind, such as {@code 1,250.00 USD}; a minus is a true minus. */
    public static String money(BigDecimal amount, Currency currency) {
        int decimals = Math.max(currency.getDefaultFractionDigits(), 0);
        String text = String.format(Locale.ENGLISH, "%,." + decimals + "f", amount.abs());
        return (amount.signum() < 0 ? "−" : "") + text + "\u00a0" + currency.getCurrencyCode();
    }

    /** With one decimal below ten, such as {@code 0.4 %}. */
    public static String percent(double ratio) {
        double percent = ratio * 100;
        return String.format(Locale.ENGLISH, percent == 0 || percent >= 10 ? "%.0f" : "%.1f", percent)
                + NARROW_SPACE
                + "%";
    }

    /** Such as {@code 318 B}, {@code 1.4 kB}; a thousand each. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + NARROW_SPACE + "B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ENGLISH, "%.1f%skB", bytes / 1e3, NARROW_SPACE)
                : String.format(Locale.ENGLISH, "%.1f%sMB", bytes / 1e6, NARROW_SPACE);
    }

    /** Such as {@code 84 ms}, {@code 2.4 s}, {@code 5 min}, {@code 3 h}, {@code 2 d}. */
    public static String took(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + NARROW_SPACE + "ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ENGLISH, "%.1f%ss", millis / 1e3, NARROW_SPACE);
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + NARROW_SPACE + "min";
        }
        return duration.toDays() < 2 ? duration.toHours() + NARROW_SPACE + "h" : duration.toDays() + NARROW_SPACE + "d";
    }

    /** To the second, such as {@code 14 Feb 2020 18:48:42 UTC}. */
    public static String utc(Instant instant) {
        return UTC.format(instant);
    }

    /** The day in UTC, such as {@code 14 February 2020}. */
    public static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** To the minute and without the year, such as {@code 14 Feb 18:48 UTC}. */
    public static String shortUtc(Instant instant) {
        return SHORT.format(instant);
    }
}
