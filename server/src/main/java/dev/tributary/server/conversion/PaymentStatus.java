package dev.tributary.server.conversion;

/** Whether the affiliate has been paid for a conversion. */
public enum PaymentStatus {
    UNPAID,
    PAID
}
