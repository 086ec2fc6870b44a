package dev.tributary.server.conversion;

import dev.tributary.server.click.ClickColumn;
import dev.tributary.server.order.Edition;
import dev.tributary.server.order.OrderId;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table conversion. */
@Component
class ConversionStore {
    private static final String FILTERED = """
            select * from conversion
            where account_id = :account
              and (cast(:status as text) is null or status = cast(:status as text))
              and (cast(:affiliate as bigint) is null or affiliate = cast(:affiliate as bigint))
              and (cast(:since as timestamptz) is null or created_at >= cast(:since as timestamptz))
              and (cast(:until as timestamptz) is null or created_at < cast(:until as timestamptz))
              and (cast(:order as uuid) is null or order_id = cast(:order as uuid))
              and (cast(:reference as text) is null or reference = cast(:reference as text))
              and (cast(:paid as text) is null or payment_status = cast(:paid as text))
              and (cast(:payment as bigint) is null or payment = cast(:payment as bigint))
            """;

    private final JdbcClient jdbc;

    ConversionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AccountId account, Birth birth) {
        jdbc.sql("""
                insert into conversion (account_id, number, affiliate, offer, order_id, refund_of, mechanism, status,
                    payment_status, payment, denied_reason_code, reason, notes, currency, total, commissionable, commission,
                    trigger_value, click, unqualified_reason, claims, reference, items, product_names, coupon,
                    subscription_id, recurring, test, customer_name, customer_email, browser_ip, origin, created_at,
                    updated_at, approve_at, terms, renewal_of, earned, decided_at, decided_by,
                    moved_in)
                values (:account, :number, :affiliate, :offer, :order, :refundOf, :mechanism, :status,
                    :paymentStatus, :payment, :denied, :reason, :notes, :currency, :total, :commissionable, :commission,
                    :trigger, cast(:click as jsonb), :unqualified, cast(:claims as jsonb), :reference, :items,
                    :products, :coupon, :subscription, :recurring, :test, :name, :email, :ip, :origin, :created,
                    :updated, :approveAt, cast(:terms as jsonb), :renewalOf,
                    cast(:earned as jsonb), :decidedAt, :decidedBy, :movedIn)
                """)
                .params(standing(birth.conversion()))
                .params(origin(birth.conversion()))
                .params(birth(birth))
                .param("account", account.value())
                .param("movedIn", birth.movedIn())
                .update();
    }

    /** Stores anew all of a conversion that earned nothing until now. */
    void replace(AccountId account, Birth birth) {
        jdbc.sql("""
                update conversion
                set offer = :offer, status = :status, reason = :reason, notes = :notes, currency = :currency, total = :total,
                    commissionable = :commissionable, commission = :commission, trigger_value = :trigger,
                    click = cast(:click as jsonb), unqualified_reason = :unqualified, claims = cast(:claims as jsonb),
                    reference = :reference, items = :items, product_names = :products, coupon = :coupon,
                    subscription_id = :subscription, recurring = :recurring, test = :test, customer_name = :name,
                    customer_email = :email, browser_ip = :ip, created_at = :created, updated_at = :updated,
                    approve_at = :approveAt, terms = cast(:terms as jsonb), renewal_of = :renewalOf,
                    earned = cast(:earned as jsonb), decided_at = :decidedAt, decided_by = :decidedBy
                where account_id = :account and number = :number
                """)
                .params(standing(birth.conversion()))
                .params(origin(birth.conversion()))
                .params(birth(birth))
                .param("account", account.value())
                .update();
    }

    /** Stores the note alone: it tells nobody and leaves what is to come as it was. */
    void note(AccountId account, Conversion conversion) {
        jdbc.sql("update conversion set notes = ?, updated_at = ? where account_id = ? and number = ?")
                .param(conversion.standing().notes().orElse(null))
                .param(conversion.updated().map(ConversionStore::utc).orElse(null))
                .param(account.value())
                .param(conversion.number())
                .update();
    }

    /**
     * Stores status, reasons, notes and the time of change.
     *
     * @param approveAt when the offer approves it by itself; one whose order was undone keeps its time, since that may be
     *     undone in turn
     */
    void change(AccountId account, Conversion conversion, Optional<Instant> approveAt) {
        jdbc.sql("""
                update conversion
                set status = :status, denied_reason_code = :denied, reason = :reason, notes = :notes,
                    undone = :undone, updated_at = :updated,
                    approve_at = case when :undone or (undone and :status = 'PENDING') then approve_at
                                      else cast(:approveAt as timestamptz) end
                where account_id = :account and number = :number
                """)
                .params(standing(conversion))
                .param("approveAt", approveAt.map(ConversionStore::utc).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("account", account.value())
                .param("number", conversion.number())
                .update();
    }

    /**
     * Those of these conversions that exist and the refunds of them, in order of their numbers, locked until the
     * transaction ends.
     */
    List<Conversion> lock(AccountId account, Collection<Long> numbers) {
        Long[] asked = numbers.toArray(Long[]::new);
        return jdbc.sql("""
                select * from conversion
                where account_id = ? and number in (
                    select unnest(cast(? as bigint[]))
                    union select number from conversion where account_id = ? and refund_of = any (?))
                order by number for update
                """)
                .params(account.value(), asked, account.value(), asked)
                .query(ConversionRow::read)
                .list();
    }

    /** What took it back, locked until the transaction ends. */
    List<Conversion> lockRefunds(AccountId account, long number) {
        return jdbc.sql("select * from conversion where account_id = ? and refund_of = ? order by number for update")
                .params(account.value(), number)
                .query(ConversionRow::read)
                .list();
    }

    List<Conversion> lockOf(AccountId account, OrderId order) {
        return jdbc.sql("""
                select * from conversion where account_id = ? and order_id = ? order by number for update
                """)
                .params(account.value(), order.value())
                .query(ConversionRow::read)
                .list();
    }

    Optional<Conversion> find(AccountId account, long number) {
        return jdbc.sql("select * from conversion where account_id = ? and number = ?")
                .params(account.value(), number)
                .query(ConversionRow::read)
                .optional();
    }

    List<Conversion> of(AccountId account, Collection<OrderId> orders) {
        return jdbc.sql("select * from conversion where account_id = ? and order_id = any (?) order by number")
                .params(account.value(), orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .query(ConversionRow::read)
                .list();
    }

    /** When the offer approves it by itself, if it is to. */
    Optional<Instant> approveAt(AccountId account, long number) {
        return jdbc.sql(
                        "select approve_at from conversion where account_id = ? and number = ? and status = 'PENDING' and approve_at is not null")
                .params(account.value(), number)
                .query((row, index) ->
                        row.getObject("approve_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** What took it back, oldest first. */
    List<Conversion> refunds(AccountId account, long number, int limit) {
        return jdbc.sql("select * from conversion where account_id = ? and refund_of = ? order by number limit ?")
                .params(account.value(), number, limit)
                .query(ConversionRow::read)
                .list();
    }

    /** What orders made from one moment to another brought, by status and currency, tests apart. */
    List<DayFigure> figures(AccountId account, Instant since, Instant until) {
        return jdbc.sql("""
                select status, currency, test, count(*) as conversions, sum(total) as total, sum(commission) as commission
                from conversion where account_id = ? and created_at >= ? and created_at < ?
                group by status, currency, test order by test, currency, status
                """)
                .params(account.value(), utc(since), utc(until))
                .query(DayFigure::read)
                .list();
    }

    /** Newest first. */
    List<Conversion> page(AccountId account, ConversionFilter filter, Optional<Long> before, int limit) {
        return page(
                account,
                filter,
                FILTERED + "and number < :from order by number desc limit :limit",
                before.orElse(Long.MAX_VALUE),
                limit);
    }

    /** Oldest first. */
    List<Conversion> pageUp(AccountId account, ConversionFilter filter, long after, int limit) {
        return page(account, filter, FILTERED + "and number > :from order by number limit :limit", after, limit);
    }

    private List<Conversion> page(AccountId account, ConversionFilter filter, String sql, long from, int limit) {
        return jdbc.sql(sql)
                .param("account", account.value())
                .param("from", from)
                .param("order", filter.order().map(OrderId::value).orElse(null))
                .param("reference", filter.reference().orElse(null))
                .param("paid", filter.paid().map(Enum::name).orElse(null))
                .param("payment", filter.payment().orElse(null))
                .param("status", filter.status().map(Enum::name).orElse(null))
                .param("affiliate", filter.affiliate().orElse(null))
                .param("since", filter.since().map(ConversionStore::utc).orElse(null))
                .param("until", filter.until().map(ConversionStore::utc).orElse(null))
                .param("limit", limit)
                .query(ConversionRow::read)
                .list();
    }

    private static Map<String, @Nullable Object> standing(Conversion conversion) {
        Conversion.Standing standing = conversion.standing();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("status", standing.status().name());
        columns.put("denied", standing.deniedReason().map(Enum::name).orElse(null));
        columns.put("reason", standing.reason().orElse(null));
        columns.put("notes", standing.notes().orElse(null));
        columns.put("undone", standing.undone());
        columns.put("updated", conversion.updated().map(ConversionStore::utc).orElse(null));
        return columns;
    }

    private static Map<String, @Nullable Object> origin(Conversion conversion) {
        Conversion.Worth worth = conversion.worth();
        Conversion.Why why = conversion.why();
        Conversion.SalePart sale = conversion.sale();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("number", conversion.number());
        columns.put("affiliate", conversion.affiliate());
        columns.put("offer", conversion.offer());
        columns.put("refundOf", conversion.refundOf().orElse(null));
        columns.put("paymentStatus", conversion.standing().paymentStatus().name());
        columns.put("payment", conversion.standing().payment().orElse(null));
        columns.put("created", utc(conversion.created()));
        columns.put("currency", worth.currency().getCurrencyCode());
        columns.put("total", worth.total());
        columns.put("commissionable", worth.commissionable());
        columns.put("commission", worth.commission());
        columns.put("mechanism", why.mechanism().name());
        columns.put("trigger", why.trigger().orElse(null));
        columns.put("click", why.click().map(ClickColumn::write).orElse(null));
        columns.put("unqualified", why.unqualified().map(Enum::name).orElse(null));
        columns.put("claims", ConversionRow.claims(why.claims()));
        columns.put("terms", why.pay().map(ConversionRow::pay).orElse(null));
        columns.put("renewalOf", why.renewalOf().orElse(null));
        columns.put("order", sale.order().map(OrderId::value).orElse(null));
        columns.put("reference", sale.reference().orElse(null));
        columns.put("items", sale.items());
        columns.put("products", sale.productNames().orElse(null));
        columns.put("coupon", sale.coupon().orElse(null));
        columns.put("subscription", sale.subscription().orElse(null));
        columns.put("recurring", sale.recurring());
        columns.put("test", sale.test());
        columns.put("name", sale.buyer().name().orElse(null));
        columns.put("email", sale.buyer().email().orElse(null));
        columns.put("ip", sale.buyer().browserIp().orElse(null));
        columns.put("origin", sale.origin().name());
        return columns;
    }

    private static Map<String, @Nullable Object> birth(Birth birth) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("approveAt", birth.approveAt().map(ConversionStore::utc).orElse(null));
        columns.put("earned", birth.earned().map(EarnedColumn::write).orElse(null));
        columns.put(
                "decidedAt",
                birth.decided().map(Edition::told).map(ConversionStore::utc).orElse(null));
        columns.put("decidedBy", birth.decided().map(Edition::digest).orElse(null));
        return columns;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
