package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.KnownDestinations;
import java.time.InstantSource;
import java.util.function.Supplier;

/** One node's access to a {@link MemoryStore}, which fails as it is told to. */
record MemoryLedger(MemoryStore store, InstantSource clock, KnownDestinations known, MemoryFaults faults)
        implements Ledger {
    /** How a transaction changes rows: at once, or when its commit comes. */
    interface Writer {
        void write(MemoryRow row, Runnable change);
    }

    /** Work that reads now, and changes through the writer. */
    interface Work<T> {
        T run(Writer writer);
    }

    @Override
    public EventRows events() {
        return new MemoryEventRows(this);
    }

    @Override
    public DueRows due() {
        return new MemoryDueRows(this);
    }

    @Override
    public OutcomeRows outcomes(PublishEvents publish) {
        return new MemoryOutcomeRows(this);
    }

    @Override
    public NodeRows nodes() {
        return new MemoryNodeRows(this);
    }

    @Override
    public DeadNodeRows deadNodes() {
        return new MemoryDeadNodeRows(this);
    }

    /** A statement that changes no delivery. */
    <T> T run(Supplier<T> work) {
        MemoryFault fault = faults.next();
        if (fault == MemoryFault.BEFORE || fault == MemoryFault.AT_COMMIT) {
            throw MemoryFaults.away();
        }
        T result = work.get();
        if (fault != MemoryFault.NONE) {
            throw MemoryFaults.away();
        }
        return result;
    }

    /** A transaction that changes deliveries. */
    <T> T transaction(Work<T> work) {
        MemoryFault fault = faults.next();
        if (fault == MemoryFault.BEFORE) {
            throw MemoryFaults.away();
        }
        T result = switch (fault) {
            case NONE, AFTER ->
                work.run((row, change) -> {
                    change.run();
                    store.settled(row);
                });
            case BEFORE, AT_COMMIT -> work.run((_, _) -> {});
            case LATE -> late(work, faults.late());
        };
        if (fault != MemoryFault.NONE) {
            throw MemoryFaults.away();
        }
        return result;
    }

    private <T> T late(Work<T> work, LateCommit commit) {
        long xid = store.begin();
        commit.atEnd(() -> store.end(xid));
        T result = work.run((row, change) -> commit.add(row, () -> {
            change.run();
            store.settled(row);
        }));
        commit.written();
        return result;
    }
}
