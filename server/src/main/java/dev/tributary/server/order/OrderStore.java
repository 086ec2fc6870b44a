package dev.tributary.server.order;

import dev.tributary.server.click.ClickColumn;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables shop_order and shop_order_line. */
@Component
class OrderStore {
    private final JdbcClient jdbc;
    private final OrderLineStore lines;

    OrderStore(JdbcClient jdbc, OrderLineStore lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    /** Stores a new order; false if the account has its key already, also if it is being stored right now. */
    boolean insert(Order order, IncomingOrder incoming, Instant now) {
        int inserted = jdbc.sql("""
                insert into shop_order (id, account_id, source, order_key, reference, origin, state, told_state, currency,
                    discount, shipping, tax, total, customer_name, customer_email, browser_ip, recurring,
                    subscription_id, test, click, coupons, named_affiliate, cart, ordered_at, changed_at,
                    received_at, raw, told_at, partial)
                values (:id, :account, :source, :key, :reference, :origin, :state, :toldState, :currency,
                    :discount, :shipping, :tax, :total, :name, :email, :ip, :recurring,
                    :subscription, :test, cast(:click as jsonb), :coupons, :affiliate, :cart, :ordered, :changed,
                    :now, :raw, :told, :partial)
                on conflict (account_id, source, order_key) do nothing
                """)
                .params(columns(order))
                .params(message(incoming))
                .param("now", utc(now))
                .update();
        if (inserted == 1) {
            lines.insert(order.id(), order.sale().lines());
        }
        return inserted == 1;
    }

    /** Takes over what a newer message tells. The time when the order was made stays. */
    void update(Order order, IncomingOrder incoming) {
        jdbc.sql("""
                update shop_order
                set reference = :reference, state = :state, told_state = :toldState, currency = :currency, discount = :discount,
                    shipping = :shipping, tax = :tax, total = :total, customer_name = :name, customer_email = :email,
                    browser_ip = :ip, recurring = :recurring, subscription_id = :subscription, test = :test,
                    click = cast(:click as jsonb), coupons = :coupons, cart = :cart, changed_at = :changed, raw = :raw,
                    told_at = :told, partial = :partial
                where account_id = :account and id = :id
                """).params(columns(order)).params(message(incoming)).update();
        lines.delete(order.id());
        lines.insert(order.id(), order.sale().lines());
    }

    /**
     * Until the transaction ends nobody else works on the order with this key, be it known yet or not: a refund and its
     * order, arriving together, must not miss each other.
     */
    void queue(AccountId account, OrderKey key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(account + "/" + key.source() + "/" + key.orderId())
                .query((row, number) -> true)
                .single();
    }

    void state(Order order) {
        jdbc.sql("update shop_order set state = ?, told_state = ? where account_id = ? and id = ?")
                .params(
                        order.state().name(),
                        order.told().name(),
                        order.account().value(),
                        order.id().value())
                .update();
    }

    /** The order, locked as {@link #lock(AccountId, OrderKey)} does. */
    Optional<Order> lock(AccountId account, OrderId id) {
        return read(
                        account,
                        jdbc.sql("select * from shop_order where account_id = ? and id = ? for no key update")
                                .params(account.value(), id.value()))
                .stream()
                .findFirst();
    }

    /**
     * The order with this key, locked until the transaction ends. Not against references to it: a conversion made by
     * hand must not wait here with the account's counter in its hands.
     */
    Optional<Order> lock(AccountId account, OrderKey key) {
        return read(account, jdbc.sql("""
                                select * from shop_order
                                where account_id = ? and source = ? and order_key = ? for no key update
                                """).params(account.value(), key.source(), key.orderId())).stream()
                .findFirst();
    }

    Optional<Order> find(AccountId account, OrderKey key) {
        return read(
                        account,
                        jdbc.sql("select * from shop_order where account_id = ? and source = ? and order_key = ?")
                                .params(account.value(), key.source(), key.orderId()))
                .stream()
                .findFirst();
    }

    Optional<Order> find(AccountId account, OrderId id) {
        return read(
                        account,
                        jdbc.sql("select * from shop_order where account_id = ? and id = ?")
                                .params(account.value(), id.value()))
                .stream()
                .findFirst();
    }

    /** The orders that came of a cart and were first heard of since then, a few at most. */
    List<OrderId> ofCart(AccountId account, String cart, Instant since) {
        return jdbc.sql("""
                        select id from shop_order
                        where account_id = ? and id >= ? and left(btrim(split_part(cart, '?key=', 1)), 255) = ?
                        order by id limit 20
                        """)
                .params(account.value(), UuidV7.floor(since), cart)
                .query((row, number) -> new OrderId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Orders with this number as people know it; several shops may use the same. */
    List<Order> byReference(AccountId account, String reference) {
        return read(
                account,
                jdbc.sql("select * from shop_order where account_id = ? and reference = ? order by id limit 2")
                        .params(account.value(), reference));
    }

    /** Newest first. */
    List<Order> page(AccountId account, Optional<UUID> before, int limit) {
        return read(
                account,
                jdbc.sql("""
                        select * from shop_order where account_id = :account
                          and (cast(:before as uuid) is null or id < cast(:before as uuid))
                        order by id desc limit :limit
                        """)
                        .param("account", account.value())
                        .param("before", before.orElse(null))
                        .param("limit", limit));
    }

    /** Newest first, as the filter says. Ids carry the time at which an order was first heard of. */
    List<Order> page(AccountId account, OrderFilter filter, Optional<UUID> before, int limit) {
        return read(
                account,
                jdbc.sql("""
                        select * from shop_order where account_id = :account
                          and (cast(:before as uuid) is null or id < cast(:before as uuid))
                          and (cast(:since as uuid) is null or id >= cast(:since as uuid))
                          and (cast(:until as uuid) is null or id < cast(:until as uuid))
                          and (cast(:source as text) is null or source = cast(:source as text))
                          and (cast(:reference as text) is null or reference = cast(:reference as text))
                        order by id desc limit :limit
                        """)
                        .param("account", account.value())
                        .param("before", before.orElse(null))
                        .param("since", filter.since().map(UuidV7::floor).orElse(null))
                        .param("until", filter.until().map(UuidV7::floor).orElse(null))
                        .param("source", filter.source().orElse(null))
                        .param("reference", filter.reference().orElse(null))
                        .param("limit", limit));
    }

    /** How many were first heard of since then; tests are not counted. */
    long count(AccountId account, Instant since) {
        return jdbc.sql("select count(*) from shop_order where account_id = ? and id >= ? and not test")
                .params(account.value(), UuidV7.floor(since))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /** The newest message about the order, byte for byte. */
    Optional<byte[]> raw(AccountId account, OrderId id) {
        return jdbc.sql("select raw from shop_order where account_id = ? and id = ?")
                .params(account.value(), id.value())
                .query((row, number) -> row.getBytes("raw"))
                .optional();
    }

    /**
     * What an order is read from.
     *
     * @param raw the newest message that tells all of it
     * @param told when the source says that it was so
     * @param partial newer messages that told some fields alone, oldest first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(byte[] raw, Instant told, List<byte[]> partial) {
        Edition edition() {
            return Edition.of(told, raw);
        }
    }

    Optional<Kept> kept(AccountId account, OrderId id) {
        return jdbc.sql("""
                select raw, coalesce(told_at, changed_at) as told, partial from shop_order
                where account_id = ? and id = ?
                """)
                .params(account.value(), id.value())
                .query((row, number) -> new Kept(
                        row.getBytes("raw"),
                        row.getObject("told", OffsetDateTime.class).toInstant(),
                        List.of((byte[][]) row.getArray("partial").getArray())))
                .optional();
    }

    private List<Order> read(AccountId account, JdbcClient.StatementSpec query) {
        List<OrderRow> rows = query.query(OrderRow::read).list();
        Map<UUID, List<OrderLine>> byOrder =
                lines.of(rows.stream().map(OrderRow::id).toList(), currencies(rows));
        return rows.stream()
                .map(row -> row.with(account, byOrder.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Map<UUID, Currency> currencies(List<OrderRow> rows) {
        return rows.stream().collect(Collectors.toMap(OrderRow::id, OrderRow::currency));
    }

    private static Map<String, @Nullable Object> columns(Order order) {
        Sale sale = order.sale();
        Clues clues = order.clues();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", order.id().value());
        columns.put("account", order.account().value());
        columns.put("source", order.key().source());
        columns.put("key", order.key().orderId());
        columns.put("reference", sale.reference());
        columns.put("origin", sale.origin().name());
        columns.put("state", order.state().name());
        columns.put("toldState", order.told().name());
        columns.put("currency", sale.currency().getCurrencyCode());
        columns.put("discount", sale.discount());
        columns.put("shipping", sale.shipping());
        columns.put("tax", sale.tax());
        columns.put("total", sale.total());
        columns.put("name", sale.buyer().name().orElse(null));
        columns.put("email", sale.buyer().email().orElse(null));
        columns.put("ip", sale.buyer().browserIp().orElse(null));
        columns.put("recurring", sale.recurring());
        columns.put("subscription", sale.subscription().orElse(null));
        columns.put("test", sale.test());
        columns.put("click", clues.click().map(ClickColumn::write).orElse(null));
        columns.put("coupons", clues.coupons().toArray(String[]::new));
        columns.put("affiliate", clues.affiliate().orElse(null));
        columns.put("cart", clues.cart().orElse(null));
        columns.put("ordered", utc(sale.created()));
        columns.put("changed", utc(order.changed()));
        return columns;
    }

    private static Map<String, @Nullable Object> message(IncomingOrder incoming) {
        return Map.of(
                "raw",
                incoming.raw(),
                "told",
                utc(incoming.told()),
                "partial",
                incoming.partial().toArray(byte[][]::new));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
