package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a shop that was disconnected and is connected anew go on with its orders: they are known by the id of the source
 * that is gone, and would be credited once more under that of the new one. Ids of Shopify and Stripe are the only ones in
 * the world; shops of WooCommerce count alike, so that the time at which an order was made has to be the same, too, or its
 * customer where the shop tells of the subscription that it began.
 */
@Component
class TakeOverOrders {
    /** An order that was made just now can't be of a source that is gone: it is not looked for. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** A subscription is made with its first order, or as soon as that is paid. */
    private static final Duration NEAR = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    TakeOverOrders(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the order over, if a source that is gone had it; the caller's transaction has queued for its key. */
    boolean of(AccountId account, IncomingOrder order) {
        Instant made = order.sale().created();
        boolean fresh = made.isAfter(clock.instant().minus(FRESH));
        return !fresh && of(account, order.key(), new Made(made, made, Optional.empty()));
    }

    /** The same, of an order that began a subscription, as far as its shop tells whose and since when it is. */
    boolean of(AccountId account, Began began) {
        return began.email().isPresent()
                && began.at()
                        .map(at -> new Made(at.minus(NEAR), at.plus(NEAR), began.email()))
                        .filter(made -> of(account, began.order(), made))
                        .isPresent();
    }

    /** The same, of an order that is only named. */
    boolean of(AccountId account, OrderKey key) {
        return of(account, key, Made.UNKNOWN);
    }

    /** When the order was made, and by whom if that is to be the same. */
    private record Made(Instant since, Instant until, Optional<String> email) {
        /** At no time. */
        private static final Made UNKNOWN = new Made(Instant.EPOCH.plusSeconds(1), Instant.EPOCH, Optional.empty());
    }

    private boolean of(AccountId account, OrderKey key, Made made) {
        Optional<String> before = before(account, key, made);
        before.ifPresent(gone -> move(account, gone, key));
        return before.isPresent();
    }

    private Optional<String> before(AccountId account, OrderKey key, Made made) {
        String[] gone =
                SourceId.parse(key.source()).map(now -> gone(account, now)).orElseGet(() -> new String[0]);
        if (gone.length == 0) {
            return Optional.empty();
        }
        return jdbc.sql("""
                select source from shop_order
                where account_id = :account and source = any(:gone) and order_key = :key
                  and (origin <> 'WOOCOMMERCE' or (ordered_at between :since and :until
                    and (cast(:email as text) is null or lower(customer_email) = lower(cast(:email as text)))))
                order by id desc limit 1
                """)
                .param("account", account.value())
                .param("gone", gone)
                .param("key", key.orderId())
                .param("since", made.since().atOffset(ZoneOffset.UTC))
                .param("until", made.until().atOffset(ZoneOffset.UTC))
                .param("email", made.email().orElse(null), Types.VARCHAR)
                .query(String.class)
                .optional();
    }

    private String[] gone(AccountId account, SourceId now) {
        return jdbc.sql("""
                select was.id from source was join source now on now.account_id = was.account_id and now.kind = was.kind
                where now.account_id = ? and now.id = ? and was.deleted_at is not null
                order by was.deleted_at desc limit 100
                """)
                .params(account.value(), now.value())
                .query((row, number) -> new SourceId(row.getObject("id", UUID.class)).toString())
                .list()
                .toArray(String[]::new);
    }

    /** What came under the new source already stays: it says the same. */
    private void move(AccountId account, String gone, OrderKey key) {
        move(
                "update shop_order set source = :now where account_id = :account and source = :gone and order_key = :key",
                account,
                gone,
                key);
        move("""
                update shop_refund old set source = :now
                where account_id = :account and source = :gone and order_key = :key
                  and not exists (select from shop_refund other where other.account_id = old.account_id
                    and other.source = :now and other.refund_key = old.refund_key)
                """, account, gone, key);
        move("""
                update stripe_payment old set source = :now
                where account_id = :account and source = :gone and order_key = :key
                  and not exists (select from stripe_payment other where other.account_id = old.account_id
                    and other.source = :now and other.payment = old.payment)
                """, account, gone, key);
        move("""
                update shop_subscription old set source = :now
                where account_id = :account and source = :gone and order_key = :key
                  and not exists (select from shop_subscription other where other.account_id = old.account_id
                    and other.source = :now and other.subscription = old.subscription)
                """, account, gone, key);
    }

    private void move(String update, AccountId account, String gone, OrderKey key) {
        jdbc.sql(update)
                .param("now", key.source())
                .param("account", account.value())
                .param("gone", gone)
                .param("key", key.orderId())
                .update();
    }
}
