package dev.tributary.server.moving;

import dev.tributary.server.account.Accounts;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets the work at imports going, on a thread of its own. */
@Configuration(proxyBeanMethods = false)
class MovingWiring {
    private static final int EVERY_MILLIS = 1000;

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService importWorking(
            ImportStore store,
            RowStore rows,
            Intakes intakes,
            Accounts accounts,
            TransactionTemplate transaction,
            InstantSource clock) {
        StepImport step = new StepImport(store, rows, intakes, accounts, transaction, clock);
        WorkAtImports work = new WorkAtImports(store, step, clock);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("imports").factory());
        var _ = thread.scheduleWithFixedDelay(
                () -> work.run(thread::isShutdown), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return thread;
    }
}
