package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.InsertEvents;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A business transaction in which something is published. Its rows are seen by nobody else before it commits. */
final class MemoryTransaction implements Transaction {
    final long xid;
    final List<MemoryRow> rows = new ArrayList<>();
    final List<InsertEvents.Row> events = new ArrayList<>();
    /** The webhooks that wanted its events when they were published, where somebody looked. */
    @Nullable
    Set<EndpointId> wanting;
    /** The counters that it has locked. */
    final Map<String, Long> sequences = new HashMap<>();

    private final List<Completion> completions = new ArrayList<>();

    MemoryTransaction(long xid) {
        this.xid = xid;
    }

    /** Each of its events has a delivery for every webhook that wanted it, and for no other. */
    void requireWhatWasWanted() {
        for (InsertEvents.Row event : wanting == null ? List.<InsertEvents.Row>of() : events) {
            Set<EndpointId> got = rows.stream()
                    .filter(row -> row.event.equals(event))
                    .map(row -> row.born.endpoint())
                    .collect(Collectors.toSet());
            if (!got.equals(wanting)) {
                throw new Violation(event.event().id() + " was wanted by " + wanting + " and is delivered to " + got);
            }
        }
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
