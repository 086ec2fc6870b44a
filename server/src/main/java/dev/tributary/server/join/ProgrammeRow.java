package dev.tributary.server.join;

import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.api.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads a programme as {@link ProgrammeStore} selects it. */
final class ProgrammeRow {
    private ProgrammeRow() {}

    static Programme read(ResultSet row, int index) throws SQLException {
        Optional<Instant> updated = time(row, "updated_at");
        return new Programme(
                new ProgrammeId(row.getObject("id", UUID.class)),
                about(row),
                terms(row),
                time(row, "created_at").orElseThrow(),
                updated,
                row.getLong("version"));
    }

    private static Programme.About about(ResultSet row) throws SQLException {
        long offer = row.getLong("offer");
        return new Programme.About(
                row.getString("slug"),
                row.getString("name"),
                row.getString("intro"),
                offer == 0 ? Optional.empty() : Optional.of(offer),
                AffiliateStatus.valueOf(row.getString("born")),
                row.getBoolean("is_open"),
                row.getBoolean("confirm_email"),
                asks((String[]) row.getArray("asks").getArray()),
                fields(row.getString("fields")));
    }

    private static Set<Ask> asks(String[] names) {
        Set<Ask> asks = EnumSet.noneOf(Ask.class);
        Arrays.stream(names)
                .map(name -> Objects.requireNonNull(Ask.BY_NAME.get(name)))
                .forEach(asks::add);
        return asks;
    }

    private static List<ProgrammeField> fields(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8)).values().stream()
                .map(ProgrammeRow::field)
                .toList();
    }

    private static ProgrammeField field(JsonNode field) {
        return new ProgrammeField(
                field.path("number").longValue(),
                field.path("label").stringValue(),
                Objects.requireNonNull(FieldKind.BY_NAME.get(field.path("kind").stringValue())),
                field.path("required").booleanValue(),
                field.path("choices").values().stream()
                        .map(JsonNode::stringValue)
                        .toList());
    }

    private static Optional<JoinTerms> terms(ResultSet row) throws SQLException {
        int version = row.getInt("terms_version");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new JoinTerms(
                        version,
                        row.getString("terms_text"),
                        row.getString("terms_author"),
                        time(row, "terms_at").orElseThrow()));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
