package dev.tributary.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it was committed.
 *
 * @param data of the standard format, as JSON
 * @param classic the body of the classic format
 */
public record PublishedEvent(String topic, String subject, long sequence, String data, String classic) {

    /** All of an account but the first so many, in the order of the feed; each is checked against the schema of its topic. */
    static List<PublishedEvent> of(LiveServer server, AccountId account, int known) {
        TopicCatalogue topics = server.bean(TopicCatalogue.class);
        List<PublishedEvent> events = server.bean(JdbcClient.class)
                .sql("""
                        select topic, subject, sequence, standard, classic
                        from event where account_id = ? order by epoch, xid, id offset ?
                        """)
                .params(account.value(), known)
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
