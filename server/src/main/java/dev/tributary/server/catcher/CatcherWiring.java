package dev.tributary.server.catcher;

import dev.tributary.server.api.Installation;
import dev.tributary.webhooks.clock.UuidV7;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
    private final Arrivals arrivals = new Arrivals();

    @Bean
    Catchers catchers(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ObjectProvider<CatcherLimits> limits,
            InstantSource clock,
            RandomGenerator secure) {
        return new Catchers(new CatcherStore(jdbc), arrivals, transaction, orDefault(limits), clock, secure);
    }

    @Bean
    CatcherUrls catcherUrls(Installation installation) {
        return new CatcherUrls(installation.baseUrl());
    }

    @Bean
    TakeRequest takeRequest(JdbcClient jdbc, InstantSource clock, UuidV7 ids, ObjectProvider<CatcherLimits> limits) {
        return new TakeRequest(new ArrivalStore(jdbc, clock, ids, orDefault(limits)), arrivals);
    }

    /** The door, and the leniency that it needs: characters that careless senders leave bare, and %2F in a path. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> catchDoor(
            TakeRequest requests, ObjectProvider<CatcherLimits> limits) {
        return tomcat -> {
            tomcat.addEngineValves(new CatchValve(requests, orDefault(limits), CatcherWiring::pass));
            tomcat.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling("passthrough");
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
