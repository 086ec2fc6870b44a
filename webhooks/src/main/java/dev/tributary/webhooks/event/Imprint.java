package dev.tributary.webhooks.event;

/**
 * Something beside the database that does not survive a copy, so that a database put back from one can be told.
 *
 * @param was as this start found it; empty where there was none
 * @param is as the next start is to find it; empty where nobody can tell
 */
public record Imprint(String was, String is) {
    /** Nothing is known of the place where the database lies. */
    public static final Imprint NONE = new Imprint("", "");
}
