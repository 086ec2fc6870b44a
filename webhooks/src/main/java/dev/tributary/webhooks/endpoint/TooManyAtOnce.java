package dev.tributary.webhooks.endpoint;

/** An account, or this node, has as much of something under way as it may. Nothing was done; it may be asked again soon. */
public final class TooManyAtOnce extends RuntimeException {
    TooManyAtOnce(String message) {
        super(message, null, false, false);
    }

    /** One sentence for who asked. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
