package dev.tributary.webhooks.dispatch;

/** How the database fails a transaction. */
enum MemoryFault {
    NONE,
    /** It is gone before the transaction has begun. */
    BEFORE,
    /** It is gone after the last statement; nothing takes effect. */
    AT_COMMIT,
    /** It took effect, and nobody is told. */
    AFTER,
    /** It takes effect later, or never; nobody is told. */
    LATE
}
