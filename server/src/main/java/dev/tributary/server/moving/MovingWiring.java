package dev.tributary.server.moving;

import dev.tributary.server.account.Accounts;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets the work at imports going, on a thread of its own. */
@Configuration(proxyBeanMethods = false)
class MovingWiring {
    @Bean
    ImportThread importThread(
            ImportStore store,
            RowStore rows,
            Intakes intakes,
            Accounts accounts,
            Rehearse rehearse,
            TransactionTemplate transaction,
            InstantSource clock) {
        StepImport step = new StepImport(store, rows, intakes, accounts, rehearse, transaction, clock);
        return new ImportThread(new WorkAtImports(store, step, clock));
    }
}
