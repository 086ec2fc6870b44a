package dev.tributary.webhooks.event;

import java.sql.Connection;

/** The caller's transaction, in which an event commits together with the change that it tells of. */
public interface Transaction {
    /** The connection that the transaction runs on; the engine neither commits nor closes it. */
    Connection connection();

    /**
     * Registers what to do once the <em>outermost</em> transaction has ended. If the work done since a savepoint is
     * rolled back while the rest commits, {@link Completion#rolledBack} is called for that work.
     */
    void whenCompleted(Completion completion);

    /** Exactly one of these is called, once. None may throw. */
    interface Completion {
        void committed();

        void rolledBack();

        /** The commit was sent and its answer never came: the rows may or may not exist. */
        void inDoubt();
    }
}
