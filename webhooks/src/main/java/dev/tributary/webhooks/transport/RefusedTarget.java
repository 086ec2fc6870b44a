package dev.tributary.webhooks.transport;

/** A URL that may not be sent to. The message says what to change and never names a resolved address. */
public final class RefusedTarget extends RuntimeException {
    private final String rule;

    public RefusedTarget(String rule, String message) {
        super(message, null, false, false); // made per refusal, never debugged by its stack
        this.rule = rule;
    }

    /** The rule's stable name, such as {@code private-address}. */
    public String rule() {
        return rule;
    }

    /** One sentence for the merchant: what is wrong and what to write instead. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
