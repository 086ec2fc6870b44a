package dev.tributary.server.console;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.delivery.Buckets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far back the figures of a webhook go, and how many deliveries of each hour or day they look at. */
enum Span {
    DAY("24h", "24 hours", "hour", 24, 5_000, 500, "HH:mm"),
    WEEK("7d", "7 days", "day", 7, 20_000, 2_000, "d MMM");

    private final String text;
    private final String label;
    private final String each;
    private final int buckets;
    private final int mostDeliveries;
    private final int mostTried;
    private final DateTimeFormatter format;

    Span(String text, String label, String each, int buckets, int mostDeliveries, int mostTried, String pattern) {
        this.text = text;
        this.label = label;
        this.each = each;
        this.buckets = buckets;
        this.mostDeliveries = mostDeliveries;
        this.mostTried = mostTried;
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** Reads an URL's parameter. */
    static Span of(String text) {
        return Arrays.stream(values())
                .filter(span -> span.text.equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter("window", "must be 24h or 7d"));
    }

    Buckets buckets(Instant now) {
        return this == DAY ? Buckets.hours(now, buckets) : Buckets.days(now, buckets);
    }

    List<String> labels(Buckets times) {
        return times.starts().stream().map(format::format).toList();
    }

    String text() {
        return text;
    }

    String label() {
        return label;
    }

    /** Such as {@code hour}. */
    String each() {
        return each;
    }

    int mostDeliveries() {
        return mostDeliveries;
    }

    int mostTried() {
        return mostTried;
    }
}
