package dev.tributary.webhooks.clock;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * How an id is written: a prefix that names its kind, then the UUID as 32 hexadecimal digits without dashes, so that a
 * double click selects all of it.
 *
 * @param prefix such as {@code evt_}
 */
public record PrefixedId(String prefix) {
    private static final HexFormat HEX = HexFormat.of();

    public String format(UUID id) {
        return prefix + HEX.toHexDigits(id.getMostSignificantBits()) + HEX.toHexDigits(id.getLeastSignificantBits());
    }

    /** Reads what {@link #format} writes, with or without the UUID's dashes; empty for anything else. */
    public Optional<UUID> parse(String text) {
        if (!text.startsWith(prefix) || text.length() > prefix.length() + 36) {
            return Optional.empty();
        }
        String digits = text.substring(prefix.length()).replace("-", "");
        if (digits.length() != 32 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(
                new UUID(HexFormat.fromHexDigitsToLong(digits, 0, 16), HexFormat.fromHexDigitsToLong(digits, 16, 32)));
    }
}
