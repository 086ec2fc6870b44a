package dev.tributary.server.testing;

import dev.tributary.server.account.Events;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps the events whose transaction committed. */
@Primary
public class RecordedEvents implements Events {
    private final List<NewEvent> committed = new CopyOnWriteArrayList<>();

    @Override
    public void publish(NewEvent... events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event must not exist without its change");
        }
        List<NewEvent> handed = List.of(events);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.addAll(handed);
            }
        });
    }

    /** The account's events in order. */
    public List<NewEvent> of(AccountId account) {
        return committed.stream()
                .filter(event -> event.account().equals(account))
                .toList();
    }

    public List<NewEvent> all() {
        return List.copyOf(committed);
    }
}
