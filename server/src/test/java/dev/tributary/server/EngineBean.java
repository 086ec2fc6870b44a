package dev.tributary.server;

import dev.tributary.server.app.Config;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.WebhooksSettings;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import dev.tributary.webhooks.transport.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The engine with a few topics, for tests of what stands on it. */
@Configuration(proxyBeanMethods = false)
public class EngineBean {
    @Bean(destroyMethod = "close")
    Webhooks webhooks(DataSource database, Config config) {
        WebhooksSettings settings = new WebhooksSettings(
                config.allowTargets().stream().map(Origin::parse).collect(Collectors.toSet()),
                config.allowHttp(),
                Optional.of(Origin.parse(config.baseUrl())),
                config.retrySchedule().map(RetrySchedule::parse).orElse(RetrySchedule.DEFAULT),
                DispatchSettings.defaults().withDaysAhead(1),
                "test",
                List.of());
        Webhooks webhooks = new Webhooks(
                settings, new TransactionAwareDataSourceProxy(database), database, new Vault(new byte[32]), topics());
        webhooks.start(true);
        return webhooks;
    }

    private static TopicCatalogue topics() {
        return new TopicCatalogue(List.of(
                topic("conversion.created", "NEW_CONVERSION", Topic.Kind.CLASSIC),
                topic("conversion.refunded", "REFUNDED_CONVERSION", Topic.Kind.BUSINESS),
                topic("test.ping", "TEST", Topic.Kind.OPERATIONAL)));
    }

    private static TopicDefinition topic(String type, String classic, Topic.Kind kind) {
        return new TopicDefinition(
                new Topic(type, type, classic, "Group", "When it fires.", kind),
                """
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
                 "$defs":{"n":{"type":"integer"}},"properties":{"sequence":{"$ref":"#/$defs/n"}}}""",
                "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8),
                "{\"id\":1}".getBytes(StandardCharsets.UTF_8));
    }
}
