package dev.tributary.server.conversion;

/** Why a conversion was denied; the {@code denied_reason_code} of both formats. */
public enum DeniedReason {
    ORDER_CANCELLED("Order cancelled"),
    ORDER_RETURNED("Order returned"),
    DUPLICATE("Duplicate"),
    FRAUD_SUSPECTED("Fraud suspected"),
    SELF_REFERRAL("Self-referral"),
    TERMS_BREACH("Breach of terms"),
    TEST_ORDER("Test order"),
    OTHER("Other");

    private final String label;

    DeniedReason(String label) {
        this.label = label;
    }

    /** The reason as a merchant reads it. */
    public String label() {
        return label;
    }
}
