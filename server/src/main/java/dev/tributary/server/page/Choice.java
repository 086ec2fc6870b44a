package dev.tributary.server.page;

/**
 * One of several values to choose from.
 *
 * @param hint a line below the label; empty for none
 */
public record Choice(String value, String label, String hint) {
    public static Choice of(String value, String label) {
        return new Choice(value, label, "");
    }
}
