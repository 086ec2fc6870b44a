package dev.tributary.server.page;

/**
 * One view of a page that has several, each at an URL of its own.
 *
 * @param count shown beside the label; empty for none
 */
public record Tab(String label, String path, boolean current, String count) {
    public static Tab of(String label, String path, boolean current) {
        return new Tab(label, path, current, "");
    }
}
