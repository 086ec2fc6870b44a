package dev.tributary.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it was committed.
 *
 * @param data of the standard format, as JSON
 * @param classic the body of the classic format
 */
public record PublishedEvent(UUID id, String topic, String subject, long sequence, String data, String classic) {

    /** All of an account but those, in the order of the feed; each is checked against the schema of its topic. */
    static List<PublishedEvent> of(LiveServer server, AccountId account, Collection<PublishedEvent> known) {
        TopicCatalogue topics = server.bean(TopicCatalogue.class);
        List<PublishedEvent> events = server.bean(JdbcClient.class)
                .sql("""
                        select id, topic, subject, sequence, standard, classic
                        from event where account_id = ? and id <> all(?) order by epoch, xid, id
                        """)
                .params(account.value(), known.stream().map(PublishedEvent::id).toArray(UUID[]::new))
                .query((row, number) -> of(row))
                .list();
        events.forEach(event -> {
            TopicDefinition topic = topics.find(event.topic()).orElseThrow();
            assertThat(JsonSchema.errors(topic.dataSchema(), event.data()))
                    .as(event.topic() + " " + event.data())
                    .isEmpty();
        });
        return events;
    }

    private static PublishedEvent of(ResultSet row) throws SQLException {
        return new PublishedEvent(
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getString("subject"),
                row.getLong("sequence"),
                JsonMapper.shared()
                        .readTree(row.getBytes("standard"))
                        .path("data")
                        .toString(),
                new String(row.getBytes("classic"), StandardCharsets.UTF_8));
    }
}
