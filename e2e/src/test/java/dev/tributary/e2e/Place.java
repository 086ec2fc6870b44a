package dev.tributary.e2e;

import java.util.regex.Pattern;

/**
 * A page of the console, or of the affiliates' portal.
 *
 * @param path with the names of a {@link FullShop}'s things in braces
 * @param shows a text of the full account's that stands on it
 */
record Place(String path, String shows) {
    private static final Pattern NAME = Pattern.compile("\\{[^}]*}");

    /** The path as a route would have it, whatever it calls its variables, and without a query. */
    static String shape(String path) {
        return NAME.matcher(path.replaceFirst("\\?.*", "")).replaceAll("{}");
    }

    /** Whether an account in which nothing has happened has it, and has it look different. */
    boolean canBeEmpty() {
        return !NAME.matcher(path).find() && !path.endsWith("/new") && !path.startsWith("/console/dev/");
    }

    /** Whether it is one of the affiliates' pages. */
    boolean isPortal() {
        return path.startsWith("/portal");
    }

    @Override
    public String toString() {
        return path;
    }
}
