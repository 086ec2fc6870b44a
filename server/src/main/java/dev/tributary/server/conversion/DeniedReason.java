package dev.tributary.server.conversion;

/** Why a conversion was denied; the {@code denied_reason_code} of both formats. */
public enum DeniedReason {
    ORDER_CANCELLED,
    ORDER_RETURNED,
    DUPLICATE,
    FRAUD_SUSPECTED,
    SELF_REFERRAL,
    TERMS_BREACH,
    TEST_ORDER,
    OTHER
}
