package dev.tributary.server.order;

/** Keeps a shop's secret unreadable in the database. */
public interface SealSecret {
    /**
     * Seals.
     *
     * @param context what the secret belongs to; needed again to open it
     */
    byte[] seal(byte[] plain, String context);

    byte[] open(byte[] sealed, String context);
}
