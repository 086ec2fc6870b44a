package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.event.Transaction;
import java.util.List;

/** Passes what was born leased from the transaction that committed it to the senders, in memory. */
final class HandOff {
    private final Lanes lanes;
    private final Surroundings surroundings;
    private final Loop sender;
    private final OutcomeQueue outcomes;
    private final Doubts doubts;
    private final DueWake dueLoop;

    /** Looks for due rows soon. */
    interface DueWake {
        void wake();
    }

    HandOff(
            Lanes lanes,
            Surroundings surroundings,
            Loop sender,
            OutcomeQueue outcomes,
            Doubts doubts,
            DueWake dueLoop) {
        this.lanes = lanes;
        this.surroundings = surroundings;
        this.sender = sender;
        this.outcomes = outcomes;
        this.doubts = doubts;
        this.dueLoop = dueLoop;
    }

    /**
     * What to do at the end of a transaction.
     *
     * @param leased what was born leased in it
     * @param due whether something was born due in it
     */
    Transaction.Completion of(List<Leased> leased, boolean due) {
        return new Transaction.Completion() {
            @Override
            public void committed() {
                if (!leased.isEmpty()) {
                    lanes.addReserved(leased, surroundings.nanoTime().getAsLong());
                    sender.wake();
                }
                if (due) {
                    dueLoop.wake();
                }
            }

            @Override
            public void rolledBack() {
                leased.forEach(lanes::unreserve);
            }

            @Override
            public void inDoubt() {
                // if the rows exist, they become due; if they don't, giving back changes nothing
                rolledBack();
                outcomes.giveBack(leased);
                doubts.add(leased, surroundings.nanoTime().getAsLong());
            }
        };
    }
}
