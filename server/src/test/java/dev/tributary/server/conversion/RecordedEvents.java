package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Events;
import dev.tributary.server.account.TopicSource;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hands events to the engine, and keeps those that were committed, each checked against its topic's schema. */
class RecordedEvents implements Events {
    private final Events engine;
    private final Map<String, TopicDefinition> topics;
    private final List<NewEvent> committed = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> invalid = new ConcurrentHashMap<>();

    /** The bean; no configuration class of its own, so that no other test's server finds it. */
    static class Wiring {
        @Bean
        @Primary
        RecordedEvents recordedEvents(@Qualifier("publishInTransaction") Events engine, List<TopicSource> sources) {
            return new RecordedEvents(engine, sources);
        }
    }

    RecordedEvents(Events engine, List<TopicSource> sources) {
        this.engine = engine;
        topics = sources.stream()
                .flatMap(source -> source.topics().stream())
                .collect(Collectors.toMap(topic -> topic.topic().type(), Function.identity()));
    }

    @Override
    public void publish(NewEvent... events) {
        engine.publish(events);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                for (NewEvent event : events) {
                    check(event);
                    committed.add(event);
                }
            }
        });
    }

    private void check(NewEvent event) {
        TopicDefinition topic = topics.get(event.topic());
        if (topic == null) {
            invalid.put(event.topic(), List.of("is not in the catalogue"));
            return;
        }
        String data = standard(event).replaceFirst("}$", ",\"sequence\":1}");
        var errors = ConversionFormatsTest.SchemaCheck.errors(topic.dataSchema(), data);
        if (!errors.isEmpty()) {
            invalid.put(
                    event.topic() + " " + data,
                    errors.stream().map(Object::toString).toList());
        }
    }

    /** The account's committed events about conversions, oldest first. */
    List<NewEvent> of(Programme.Merchant merchant) {
        assertThat(invalid).isEmpty();
        return committed.stream()
                .filter(event -> event.account().equals(merchant.account()))
                .filter(event -> event.topic().startsWith("conversion."))
                .toList();
    }

    List<String> topics(Programme.Merchant merchant) {
        return of(merchant).stream().map(NewEvent::topic).toList();
    }

    static String standard(NewEvent event) {
        return new String(event.data(), StandardCharsets.UTF_8);
    }

    static String classic(NewEvent event) {
        return new String(event.classic(), StandardCharsets.UTF_8);
    }
}
