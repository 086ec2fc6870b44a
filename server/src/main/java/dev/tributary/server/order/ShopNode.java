package dev.tributary.server.order;

import dev.tributary.server.account.Money;
import dev.tributary.server.api.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads a shop's JSON: a hundred fields that we don't ask for are fine, but one that we need and can't read is a
 * problem that names it.
 *
 * @param path what stands before a field's name in a problem, such as {@code line_items[0].}
 */
record ShopNode(String path, JsonNode node) {
    private static final Pattern MONEY = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,10})?");
    private static final int LONGEST_TEXT = 255;
    private static final long LARGEST_WHOLE = 999_999_999_999_999L;
    private static final int MOST_PIECES = 1_000_000;

    /** A string; empty if it is missing, null or blank. Cut, since a shop's texts may be longer than we keep. */
    Optional<String> text(String name) {
        return text(name, LONGEST_TEXT);
    }

    Optional<String> text(String name, int longest) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(name, "must be a string");
        }
        String text = value.stringValue().strip();
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw wrong(name, "must not hold NUL characters or halves of surrogate pairs");
        }
        int points = Math.min(longest, text.codePointCount(0, text.length()));
        return Optional.of(text.substring(0, text.offsetByCodePoints(0, points)))
                .filter(kept -> !kept.isEmpty());
    }

    /** An id, which Shopify writes as a number. */
    String id(String name) {
        JsonNode value = node.path(name);
        if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0) {
            return Long.toString(value.longValue());
        }
        throw wrong(name, "must be the shop's id, a positive whole number");
    }

    Optional<String> digits(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() ? Optional.of(value.bigIntegerValue().toString()) : Optional.empty();
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** An amount, which Shopify writes as a string; empty if it is missing or null. */
    Optional<BigDecimal> money(String name, Currency currency) {
        return amount(name).map(amount -> {
            if (amount.signum() < 0) {
                throw wrong(name, "must not be negative");
            }
            return Money.exact(amount, currency)
                    .orElseThrow(() -> wrong(name, "has more decimals than " + currency))
                    .amount();
        });
    }

    /** An amount of whatever sign and currency; empty if it is missing or null. */
    Optional<BigDecimal> amount(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String text =
                value.isNumber() ? value.decimalValue().toPlainString() : value.isString() ? value.stringValue() : "";
        if (!MONEY.matcher(text).matches()) {
            throw wrong(name, "must be an amount such as \"19.90\"");
        }
        return Optional.of(new BigDecimal(text));
    }

    /** An amount that may be negative, and finer than the currency: it is rounded. */
    Optional<BigDecimal> signed(String name, Currency currency) {
        return amount(name).map(amount -> Money.rounded(amount, currency).amount());
    }

    /** An amount that may be finer than the currency: it is rounded. */
    Optional<BigDecimal> rounded(String name, Currency currency) {
        Optional<BigDecimal> amount = signed(name, currency);
        if (amount.filter(value -> value.signum() < 0).isPresent()) {
            throw wrong(name, "must not be negative");
        }
        return amount;
    }

    /** A whole number that is not negative; empty if it is missing or null. */
    Optional<Long> whole(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 0
                && value.longValue() <= LARGEST_WHOLE) {
            return Optional.of(value.longValue());
        }
        throw wrong(name, "must be a whole number from 0 on");
    }

    /** A string or a number as a text; empty if it is missing, null, blank or anything else. */
    Optional<String> scalar(String name, int longest) {
        JsonNode value = node.path(name);
        return value.isNumber()
                ? Optional.of(value.asString())
                : value.isString() ? text(name, longest) : Optional.empty();
    }

    int quantity(String name) {
        JsonNode value = node.path(name);
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= 0
                && value.intValue() <= MOST_PIECES) {
            return value.intValue();
        }
        throw wrong(name, "must be a whole number from 0 to " + MOST_PIECES);
    }

    /** A time with its offset; empty if it is missing or null. */
    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(Instant.EPOCH) && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                    return time;
                }
            } catch (DateTimeException unreadable) {
                // falls through: an unreadable time and an impossible one get the same answer
            }
            throw wrong(name, "must be a time such as 2026-01-31T12:00:00-05:00, from 1970 on");
        });
    }

    /** An object, empty if it is missing or null. */
    Optional<ShopNode> object(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(name, "must be an object");
        }
        return Optional.of(new ShopNode(path + name + ".", value));
    }

    /** A list of objects; empty if it is missing or null. */
    List<ShopNode> list(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "must be a list");
        }
        List<ShopNode> items = new ArrayList<>();
        for (JsonNode item : value.values()) {
            String at = name + "[" + items.size() + "]";
            if (!item.isObject()) {
                throw wrong(at, "must be an object");
            }
            items.add(new ShopNode(path + at + ".", item));
        }
        return items;
    }

    Problem wrong(String name, String message) {
        return Problem.unprocessable(path + name, message);
    }
}
