package dev.tributary.webhooks.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long each attempt waits after the one before. The first delay counts from the event.
 *
 * @param delays one for each attempt, at least one; a delay is at most 30 days
 */
public record RetrySchedule(List<Duration> delays) {
    /** Every delay is lengthened by up to this share, so that receivers which failed together don't wake together. */
    private static final double JITTER = 0.2;

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern DELAY = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /** 11 attempts over 75 h 35 m. */
    public static final RetrySchedule DEFAULT = parse("0s,5s,30s,5m,30m,2h,5h,10h,14h,20h,24h");

    public RetrySchedule {
        if (delays.isEmpty() || delays.stream().anyMatch(d -> d.isNegative() || d.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("a retry schedule has at least one delay, each of 0 s to 30 days");
        }
        delays = List.copyOf(delays);
    }

    /**
     * Reads a comma-separated list such as {@code 0s,5s,30m,2h}.
     *
     * @throws IllegalArgumentException with a sentence that shows the form
     */
    public static RetrySchedule parse(String text) {
        List<Duration> delays = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            delays.add(parseDelay(part.trim().toLowerCase(Locale.ROOT)));
        }
        return new RetrySchedule(delays);
    }

    /** How many attempts a delivery has at most. */
    public int attempts() {
        return delays.size();
    }

    /** The wait before the first attempt; no jitter. */
    public Duration first() {
        return delays.getFirst();
    }

    /**
     * The wait between attempt number {@code made} and the next, with 0–20 % of jitter; empty when that was the last.
     *
     * @param made how many attempts were made, at least 1
     */
    public Optional<Duration> after(int made, RandomGenerator random) {
        if (made >= delays.size()) {
            return Optional.empty();
        }
        Duration delay = delays.get(made);
        return Optional.of(delay.plusMillis((long) (delay.toMillis() * JITTER * random.nextDouble())));
    }

    /** From the event to the last attempt, if every wait is as long as it may be. */
    public Duration longest() {
        Duration total = delays.stream().reduce(Duration.ZERO, Duration::plus);
        return total.plusMillis((long) (total.toMillis() * JITTER));
    }

    private static Duration parseDelay(String text) {
        Matcher matcher = DELAY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a retry schedule looks like 0s,5s,30m,2h (units ms, s, m, h, d); this is no delay: " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
