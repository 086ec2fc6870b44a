package dev.tributary.bench;

import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** A plain JDBC transaction that tells of its commit. */
final class OwnTransaction implements Transaction {
    private final Connection connection;
    private final List<Completion> completions = new ArrayList<>();

    OwnTransaction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void whenCompleted(Completion completion) {
        completions.add(completion);
    }

    void committed() {
        completions.forEach(Completion::committed);
    }
}
