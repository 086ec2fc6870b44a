package dev.tributary.server.app;

import dev.tributary.webhooks.event.Transaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The Spring transaction that the current thread is in, as the engine sees it. */
record SpringTransaction(DataSource source) implements Transaction {
    @Override
    public Connection connection() {
        return DataSourceUtils.getConnection(source);
    }

    @Override
    public void whenCompleted(Completion completion) {
        TransactionSynchronizationManager.registerSynchronization(new TellOnce(completion));
    }

    /** Spring calls back for the outermost transaction's end, and for savepoints on the way there. */
    private static final class TellOnce implements TransactionSynchronization {
        private final Completion completion;
        private final List<Object> laterSavepoints = new ArrayList<>();
        private boolean told;

        TellOnce(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void savepoint(Object savepoint) {
            laterSavepoints.add(savepoint);
        }

        /** Going back to a savepoint older than the registration undoes what was registered. */
        @Override
        public void savepointRollback(Object savepoint) {
            if (!laterSavepoints.contains(savepoint) && !told) {
                told = true;
                completion.rolledBack();
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (told) {
                return;
            }
            told = true;
            switch (status) {
                case STATUS_COMMITTED -> completion.committed();
                case STATUS_ROLLED_BACK -> completion.rolledBack();
                default -> completion.inDoubt();
            }
        }
    }
}
