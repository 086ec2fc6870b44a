package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A business transaction in which something is published. Its rows are seen by nobody else before it commits. */
final class MemoryTransaction implements Transaction {
    final long xid;
    final List<MemoryRow> rows = new ArrayList<>();
    /** The counters that it has locked. */
    final Map<String, Long> sequences = new HashMap<>();

    private final List<Completion> completions = new ArrayList<>();

    MemoryTransaction(long xid) {
        this.xid = xid;
    }

    @Override
    public Connection connection() {
        throw new UnsupportedOperationException("there is no database");
    }

    @Override
    public void whenCompleted(Completion completion) {
        completions.add(completion);
    }

    void committed() {
        completions.forEach(Completion::committed);
    }

    void rolledBack() {
        completions.forEach(Completion::rolledBack);
    }

    void inDoubt() {
        completions.forEach(Completion::inDoubt);
    }
}
