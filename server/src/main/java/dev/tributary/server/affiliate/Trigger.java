package dev.tributary.server.affiliate;

import java.time.Instant;
import java.util.Locale;

/**
 * A conversion trigger: an order that holds this value is this affiliate's.
 *
 * @param number unique in the account
 * @param value upper-cased, and unique in the account whatever its type
 */
public record Trigger(long number, long affiliate, TriggerType type, String value, Instant created) {
    static final int MAX_LENGTH = 254;

    /** How a value is kept and looked up. */
    public static String normal(String value) {
        return value.strip().toUpperCase(Locale.ROOT);
    }
}
