package dev.tributary.server.click;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the tables click and cart. */
@Component
class ClickStore {
    private final JdbcClient jdbc;

    ClickStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<StoredClick> page(AccountId account, ClickFilter filter, Optional<Clicks.Position> before, int limit) {
        FilterSql narrowed = FilterSql.of(filter);
        String after = before.isPresent() ? " and (at, id) < (:before, :id)" : "";
        return jdbc.sql("select * from click where account_id = :account" + narrowed.conditions() + after
                        + " order by at desc, id desc limit :limit")
                .param("account", account.value())
                .params(narrowed.params())
                .param("before", before.map(position -> utc(position.at())).orElse(null))
                .param("id", before.map(position -> position.id().value()).orElse(null))
                .param("limit", limit)
                .query(ClickStore::read)
                .list();
    }

    List<Click> ofCart(AccountId account, String cart, Instant until, int limit) {
        return jdbc
                .sql("""
                select click.* from cart join click on click.id = cart.click_id
                where cart.account_id = :account and cart.cart = :cart and click.at <= :until
                order by click.at desc, click.id desc limit :limit
                """)
                .param("account", account.value())
                .param("cart", cart)
                .param("until", utc(until))
                .param("limit", limit)
                .query(ClickStore::read)
                .list()
                .stream()
                .map(StoredClick::click)
                .toList();
    }

    static StoredClick read(ResultSet row, int number) throws SQLException {
        return new StoredClick(
                new ClickId(row.getObject("id", UUID.class)),
                new Click(
                        row.getLong("affiliate"),
                        row.getString("code"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("landed_url"),
                        text(row, "referer"),
                        text(row, "ip"),
                        text(row, "sub_id"),
                        text(row, "creative_id")),
                text(row, "referer_host"),
                Device.valueOf(row.getString("device")),
                StoredClick.Door.valueOf(row.getString("door")));
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return Optional.ofNullable(text);
    }
}
