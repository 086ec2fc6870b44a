package dev.tributary.server.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An offer as a row of its table. */
final class OfferColumns {
    private static final JsonMapper JSON = JsonMapper.shared();

    private OfferColumns() {}

    static Map<String, @Nullable Object> of(Offer offer) {
        Optional<Tiers> tiers = offer.tiers();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("number", offer.number());
        columns.put("name", offer.name());
        columns.put("type", offer.type().name());
        columns.put("amount", offer.amount());
        columns.put("window", offer.windowDays());
        columns.put("approve", offer.autoApproveDays().orElse(null));
        columns.put("basis", tiers.map(each -> each.basis().name()).orElse(null));
        columns.put("tierWindow", tiers.flatMap(Tiers::windowDays).orElse(null));
        columns.put("tiers", JSON.writeValueAsString(tiers.map(Tiers::steps).orElse(List.of())));
        columns.put("overrides", JSON.writeValueAsString(offer.overrides()));
        columns.put("renewals", offer.renewalLimit().orElse(null));
        columns.put("version", offer.version());
        return columns;
    }

    static Offer read(ResultSet row, int index) throws SQLException {
        Terms terms = new Terms(
                row.getString("name"),
                OfferType.valueOf(row.getString("type")),
                Objects.requireNonNull(row.getBigDecimal("amount")),
                row.getInt("window_days"),
                whole(row, "auto_approve_days"),
                tiers(row),
                List.of(JSON.readValue(row.getString("sku_overrides"), SkuOverride[].class)),
                whole(row, "renewal_limit"));
        return new Offer(
                row.getLong("number"),
                terms,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    private static Optional<Tiers> tiers(ResultSet row) throws SQLException {
        @Nullable String basis = row.getString("tier_basis");
        if (basis == null) {
            return Optional.empty();
        }
        Tiers.Tier[] steps = JSON.readValue(row.getString("tiers"), Tiers.Tier[].class);
        return Optional.of(new Tiers(Tiers.Basis.valueOf(basis), whole(row, "tier_window_days"), List.of(steps)));
    }

    private static Optional<Integer> whole(ResultSet row, String column) throws SQLException {
        @Nullable Integer number = row.getObject(column, Integer.class);
        return Optional.ofNullable(number);
    }
}
