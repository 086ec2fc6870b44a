package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.OperationalEvents;
import dev.tributary.webhooks.sql.Rows;
import dev.tributary.webhooks.topic.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Numbers events within their subjects and finds who wants them, in one statement inside the caller's transaction: a
 * webhook made a moment ago on another node is seen. The counter row stays locked until the transaction ends, so that a
 * subject's numbers follow the order of commits.
 */
final class MatchEvents {
    private static final String SQL = """
            with input as (
                select *, count(*) over (partition by account_id, subject order by n desc) - 1 as later
                from unnest(?::integer[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[])
                    as t(n, account_id, subject, topic, kind, about)
            ), counted as (
                insert into subject_sequence as s (account_id, subject, last)
                select account_id, subject, count(*) from input group by account_id, subject order by account_id, subject
                on conflict (account_id, subject) do update set last = s.last + excluded.last
                returning account_id, subject, last
            )
            select i.n, c.last - i.later as sequence,
                m.id as endpoint_id, m.version, m.status, m.ordered, m.format
            from input i join counted c using (account_id, subject)
                left join lateral (
                    select p.id, p.version, p.status, p.ordered, p.format
                    from endpoint p join webhook_switch w on w.account_id = p.account_id and w.enabled
                    where p.account_id = i.account_id and p.deleted_at is null and p.id is distinct from i.about
                      and (i.topic = any(p.topics)
                        or p.all_topics and (i.kind = 'CLASSIC' or i.kind = 'BUSINESS' and p.format = 'standard'))
                ) m on true
            order by i.n, m.id
            """;

    private MatchEvents() {}

    /**
     * An event's number, with an endpoint that wants it where there is one; a row for each.
     *
     * @param event index of the event
     */
    record Match(int event, Optional<Wanted> by) {}

    /** An endpoint that wants an event, as it is now. */
    record Wanted(EndpointId endpoint, long version, boolean active, boolean ordered, Format format) {}

    /** What {@link #run} found; {@code sequences} has one for each event. */
    @SuppressWarnings("ArrayRecordComponent") // filled row by row, never compared
    record Matches(long[] sequences, List<Match> rows) {}

    static Matches run(Connection connection, List<NewEvent> events, List<Topic> topics) throws SQLException {
        Integer[] numbers = IntStream.range(0, events.size()).boxed().toArray(Integer[]::new);
        UUID[] accounts = events.stream().map(event -> event.account().value()).toArray(UUID[]::new);
        UUID[] about = IntStream.range(0, events.size())
                .mapToObj(i -> OperationalEvents.about(
                                topics.get(i), events.get(i).subject())
                        .map(EndpointId::value)
                        .orElse(null))
                .toArray(UUID[]::new);
        long[] sequences = new long[events.size()];
        List<Match> rows = Rows.list(
                connection,
                SQL,
                row -> {
                    sequences[row.getInt("n")] = row.getLong("sequence");
                    return new Match(row.getInt("n"), wanted(row));
                },
                connection.createArrayOf("integer", numbers),
                accounts,
                events.stream().map(NewEvent::subject).toArray(String[]::new),
                events.stream().map(NewEvent::topic).toArray(String[]::new),
                topics.stream().map(topic -> topic.kind().name()).toArray(String[]::new),
                about);
        return new Matches(sequences, rows);
    }

    private static Optional<Wanted> wanted(ResultSet row) throws SQLException {
        Optional<UUID> endpoint = Rows.optionalUuid(row, "endpoint_id");
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Wanted(
                new EndpointId(endpoint.get()),
                row.getLong("version"),
                row.getString("status").equals("active"),
                row.getBoolean("ordered"),
                Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT))));
    }
}
