package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table source_light. A busy shop writes it once a minute, not with every order. */
@Component
class SourceLights {
    private static final Duration COARSE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SourceLights(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void received(Source source) {
        note(source, """
                insert into source_light as light (source_id, received_at) values (:source, :now)
                on conflict (source_id) do update set received_at = :now
                where light.received_at is null or light.received_at <= :since or light.refused_at >= light.received_at
                """);
    }

    void refused(Source source) {
        note(source, """
                insert into source_light as light (source_id, refused_at) values (:source, :now)
                on conflict (source_id) do update set refused_at = :now
                where light.refused_at is null or light.refused_at <= :since or light.received_at >= light.refused_at
                """);
    }

    Map<SourceId, SourceLight> of(AccountId account, Collection<SourceId> sources) {
        Map<SourceId, SourceLight> lights = new HashMap<>();
        jdbc.sql("""
                select light.* from source_light light join source on source.id = light.source_id
                where source.account_id = ? and source.id = any (?)
                """)
                .params(account.value(), sources.stream().map(SourceId::value).toArray(UUID[]::new))
                .query(row -> {
                    lights.put(new SourceId(row.getObject("source_id", UUID.class)), read(row));
                });
        return lights;
    }

    private void note(Source source, String statement) {
        Instant now = clock.instant();
        jdbc.sql(statement)
                .param("source", source.id().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", now.minus(COARSE).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static SourceLight read(ResultSet row) throws SQLException {
        return new SourceLight(time(row, "received_at"), time(row, "refused_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
