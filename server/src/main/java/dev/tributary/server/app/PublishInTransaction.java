package dev.tributary.server.app;

import dev.tributary.server.account.Events;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.event.NewEvent;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hands events to the engine inside the transaction of the change that they tell of. */
@Component
class PublishInTransaction implements Events {
    private final Webhooks webhooks;
    private final DataSource database;

    PublishInTransaction(Webhooks webhooks, DataSource database) {
        this.webhooks = webhooks;
        this.database = database;
    }

    @Override
    public void publish(NewEvent... events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event must be published in the transaction of its change");
        }
        webhooks.publish(new SpringTransaction(database), List.of(events));
    }
}
