package dev.tributary.server.order;

/**
 * What makes two messages speak of the same order of an account.
 *
 * @param source {@value #API} for the API and the tracker door, which share their order ids, or a source's id
 * @param orderId the order's id in that source
 */
public record OrderKey(String source, String orderId) {
    public static final String API = "api";
}
