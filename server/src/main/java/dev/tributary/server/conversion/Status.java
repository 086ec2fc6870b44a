package dev.tributary.server.conversion;

/** Where a conversion stands. */
public enum Status {
    PENDING,
    APPROVED,
    DENIED,
    UNQUALIFIED
}
