package dev.tributary.server.catcher;

import dev.tributary.server.api.Installation;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.dispatch.DropDays;
import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.sql.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the catcher together. */
@Configuration(proxyBeanMethods = false)
class CatcherWiring {
    private static final String MOST_HEADERS = "250";

    private final Arrivals arrivals = new Arrivals();

    @Bean
    Catchers catchers(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ObjectProvider<CatcherLimits> limits,
            InstantSource clock,
            RandomGenerator secure) {
        return new Catchers(
                new CatcherStore(jdbc), new CaughtStore(jdbc), transaction, orDefault(limits), clock, secure);
    }

    @Bean
    Caught caught(JdbcClient jdbc, LiveSecrets secrets, ObjectProvider<CatcherLimits> limits, InstantSource clock) {
        return new Caught(new CaughtStore(jdbc), arrivals, secrets, orDefault(limits), clock);
    }

    @Bean
    CatcherUrls catcherUrls(Installation installation) {
        return new CatcherUrls(installation.baseUrl());
    }

    @Bean
    ExportCaught exportCaught(Caught caught, CatcherUrls urls) {
        return new ExportCaught(caught, urls);
    }

    @Bean
    TakeRequest takeRequest(JdbcClient jdbc, InstantSource clock, UuidV7 ids, ObjectProvider<CatcherLimits> limits) {
        return new TakeRequest(new ArrivalStore(jdbc, clock, ids, orDefault(limits)), arrivals);
    }

    /** Runs once before the door opens, so that today has its place. */
    @Bean
    TidyCaught tidyCaught(DataSource database, InstantSource clock, ObjectProvider<CatcherLimits> limits) {
        Database own = new Database(database);
        TidyCaught tidy = new TidyCaught(
                new Partitions(own, List.of(TidyCaught.TABLE)), new DropDays(own), clock, orDefault(limits));
        tidy.run();
        return tidy;
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService catcherTidying(TidyCaught tidy) {
        ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("catcher-tidy").factory());
        var _ = loop.scheduleWithFixedDelay(tidy::runInLoop, 1, 1, TimeUnit.HOURS);
        return loop;
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService catcherWatching(JdbcClient jdbc) {
        ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("catcher-watch").factory());
        var _ = loop.scheduleWithFixedDelay(new WatchOtherNodes(jdbc, arrivals)::runInLoop, 1, 1, TimeUnit.SECONDS);
        return loop;
    }

    /** The door, and the leniency that it needs: characters that careless senders leave bare, and %2F in a path. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> catchDoor(
            TakeRequest requests, ObjectProvider<CatcherLimits> limits) {
        return tomcat -> {
            tomcat.addEngineValves(new CatchValve(requests, orDefault(limits), CatcherWiring::pass));
            tomcat.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling("passthrough");
                connector.setProperty("maxHeaderCount", MOST_HEADERS);
                connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
                connector.setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
            });
        };
    }

    /** Readers who wait would hold up the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void letWaitersGo() {
        arrivals.close();
    }

    private static CatcherLimits orDefault(ObjectProvider<CatcherLimits> limits) {
        return limits.getIfAvailable(() -> CatcherLimits.DEFAULT);
    }

    private static void pass(Duration duration) {
        try {
            var _ = new Semaphore(0).tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
