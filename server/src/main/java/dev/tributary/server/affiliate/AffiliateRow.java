package dev.tributary.server.affiliate;

import dev.tributary.server.api.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads rows of the table affiliate, with the custom fields as a JSON column. */
final class AffiliateRow {
    private AffiliateRow() {}

    static Affiliate read(ResultSet row, int index) throws SQLException {
        return new Affiliate(
                row.getLong("number"),
                row.getString("code"),
                AffiliateStatus.valueOf(row.getString("status")),
                AffiliateSource.valueOf(row.getString("source")),
                row.getLong("offer"),
                profile(row),
                time(row, "created_at").orElseThrow(),
                time(row, "updated_at"),
                time(row, "last_login"),
                time(row, "last_conversion"),
                row.getLong("version"));
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"),
                Optional.ofNullable(row.getString("paypal_email")),
                row.getString("company"),
                new Profile.Address(
                        row.getString("address_1"),
                        row.getString("address_2"),
                        row.getString("city"),
                        row.getString("state"),
                        row.getString("zip"),
                        row.getString("country"),
                        row.getString("phone_number")),
                fields(row.getString("fields")));
    }

    private static List<Profile.CustomField> fields(String json) {
        List<Profile.CustomField> fields = new ArrayList<>();
        for (JsonNode field : Json.read(json.getBytes(StandardCharsets.UTF_8)).values()) {
            fields.add(new Profile.CustomField(
                    field.get(0).longValue(),
                    field.get(1).stringValue(),
                    field.get(2).stringValue()));
        }
        return fields;
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
