package dev.tributary.server.click;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.clock.UuidV7;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the writing of clicks together, and the loops that write and forget them. */
@Configuration(proxyBeanMethods = false)
class ClickWiring {
    @Bean
    ClickBuffer clickBuffer(
            JdbcClient jdbc,
            TrackingStore tracking,
            Affiliates affiliates,
            UuidV7 ids,
            InstantSource clock,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        WriteClicks write = new WriteClicks(jdbc, tracking, affiliates, ids, clock);
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new ClickBuffer(batch -> own.executeWithoutResult(status -> write.all(batch)), meters, clock);
    }

    @Bean
    AddressLimit clickLimit(InstantSource clock) {
        return new AddressLimit(clock);
    }

    @Bean
    ForgetClicks forgetClicks(JdbcClient jdbc, Accounts accounts, Offers offers, InstantSource clock) {
        return new ForgetClicks(jdbc, accounts, offers, clock);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService clickForgetting(ForgetClicks forget) {
        ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("clicks-forget").factory());
        var _ = loop.scheduleWithFixedDelay(forget::runInLoop, 5, 60, TimeUnit.MINUTES);
        return loop;
    }
}
