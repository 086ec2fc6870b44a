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
    private final DueWake due;

    /** Looks for due rows soon. */
    interface DueWake {
        void wake();
    }

    HandOff(Lanes lanes, Surroundings surroundings, Loop sender, OutcomeQueue outcomes, Doubts doubts, DueWake due) {
        this.lanes = lanes;
        this.surroundings = surroundings;
        this.sender = sender;
        this.outcomes = outcomes;
        this.doubts = doubts;
        this.due = due;
    }

    Transaction.Completion of(List<Leased> leased) {
        return new Transaction.Completion() {
            @Override
            public void committed() {
                if (!leased.isEmpty()) {
                    lanes.addReserved(leased, surroundings.nanoTime().getAsLong());
                    sender.wake();
                }
                due.wake();
            }

            @Override
            public void rolledBack() {
                leased.forEach(one -> lanes.unreserve(one.endpoint()));
            }

            @Override
            public void inDoubt() {
                // if the rows exist, they become due; if they don't, giving back changes nothing
                rolledBack();
                outcomes.giveBack(leased);
                doubts.add(leased);
            }
        };
    }
}
