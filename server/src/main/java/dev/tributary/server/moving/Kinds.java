package dev.tributary.server.moving;

import java.util.Locale;

/** What people call the kinds of things that come and go by CSV. */
public final class Kinds {
    private Kinds() {}

    /** As a heading, such as {@code Past conversions}. */
    public static String label(String kind) {
        return switch (kind) {
            case "triggers" -> "Coupons and other triggers";
            case "conversions" -> "Past conversions";
            default -> kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
        };
    }

    /** In a sentence about what goes out. */
    static String plural(String kind) {
        return kind.equals("triggers") ? "coupons and other triggers" : kind;
    }

    /** What a file of it is for. */
    public static String hint(String kind) {
        return switch (kind) {
            case "offers" -> "Commission terms. Bring these first.";
            case "affiliates" -> "People with their codes, statuses, coupons and custom fields.";
            case "triggers" -> "Coupons, SKUs and e-mail addresses, each of an affiliate.";
            case "conversions" -> "History with its amounts and payments, kept as it was.";
            case "orders" -> "Orders that are credited now, as if they came by the API.";
            default -> "";
        };
    }
}
