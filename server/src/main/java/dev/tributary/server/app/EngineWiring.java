package dev.tributary.server.app;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.server.account.TopicSource;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.WebhooksSettings;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.AllowedTargets;
import dev.tributary.webhooks.transport.EgressProxy;
import dev.tributary.webhooks.transport.Origin;
import dev.tributary.webhooks.transport.RefusedTarget;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The webhook engine, made of the configuration and of every feature's topics. */
@Configuration(proxyBeanMethods = false)
class EngineWiring {
    @Bean
    TopicCatalogue topics(List<TopicSource> sources) {
        List<TopicDefinition> definitions = new ArrayList<>();
        sources.forEach(source -> definitions.addAll(source.topics()));
        definitions.addAll(OperationalEvents.definitions());
        return new TopicCatalogue(definitions);
    }

    @Bean
    Vault vault(MasterKey key) {
        return new Vault(key.bytes());
    }

    /** Stopped by {@link RunEngine}, in its turn. */
    @Bean(destroyMethod = "")
    Webhooks webhooks(Config config, DataSource database, Vault vault, TopicCatalogue topics, InstantSource clock) {
        return new Webhooks(
                settings(config),
                new TransactionAwareDataSourceProxy(database),
                withoutPool(database),
                vault,
                topics,
                clock,
                Optional.empty());
    }

    static WebhooksSettings settings(Config config) {
        return new WebhooksSettings(
                        allowed(config),
                        config.allowHttp(),
                        catcher(config),
                        schedule(config),
                        DispatchSettings.defaults(),
                        config.retention(),
                        Version.text())
                .withEgressProxy(egressProxy(config));
    }

    private static Optional<EgressProxy> egressProxy(Config config) {
        try {
            return config.egressProxy().map(EgressProxy::parse);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("TRIBUTARY_EGRESS_PROXY: " + e.getMessage(), e);
        }
    }

    private static Set<Origin> allowed(Config config) {
        try {
            return AllowedTargets.parse(String.join(",", config.allowTargets()));
        } catch (RefusedTarget e) {
            throw new StartFailure("TRIBUTARY_ALLOW_TARGETS: " + e.getMessage(), e);
        }
    }

    private static Optional<Origin> catcher(Config config) {
        try {
            return Optional.of(Origin.parse(config.baseUrl()));
        } catch (RefusedTarget e) {
            throw new StartFailure("TRIBUTARY_BASE_URL: " + e.getMessage(), e);
        }
    }

    private static RetrySchedule schedule(Config config) {
        try {
            return config.retrySchedule().map(RetrySchedule::parse).orElse(RetrySchedule.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("TRIBUTARY_RETRY_SCHEDULE: " + e.getMessage(), e);
        }
    }

    /**
     * The engine's loops keep connections for good, with plans pinned on them: those must not go back to a pool. A
     * connection whose other end is gone without a word is given up in the end, and opened anew.
     */
    private static DataSource withoutPool(DataSource database) {
        HikariDataSource pool = (HikariDataSource) database;
        Properties properties = new Properties();
        if (pool.getUsername() != null) { // else the URL tells, or needs none
            properties.setProperty("user", pool.getUsername());
            properties.setProperty("password", pool.getPassword());
        }
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketTimeout", Database.LONGEST_STATEMENT_SECONDS);
        return new DriverManagerDataSource(pool.getJdbcUrl(), properties);
    }
}
