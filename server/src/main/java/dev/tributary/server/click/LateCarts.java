package dev.tributary.server.click;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carts that were tied to a click lately. An order may have come just before: taken by another node than the click was,
 * or while the page that ties the two was still being drawn. Each tie is handed out once it has rested, until it is done.
 */
@Component
public class LateCarts {
    /** An order that was being taken while the tie was written is there by then. */
    public static final Duration REST = Duration.ofSeconds(3);

    /** Whoever has taken it and is gone after this has died. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    LateCarts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A tie to look at.
     *
     * @param until by when it is to be done
     */
    public record Tie(AccountId account, String cart, ClickId click, Instant until) {}

    /** Takes some that are due, the oldest first; no other node gets them meanwhile. */
    public List<Tie> take(int most) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with due as materialized (
                            select account_id, cart, click_id from cart where look_at <= :now
                            order by look_at limit :most for no key update skip locked)
                        update cart set look_at = :until from due
                        where cart.account_id = due.account_id and cart.cart = due.cart
                          and cart.click_id = due.click_id
                        returning cart.account_id, cart.cart, cart.click_id, cart.look_at
                        """)
                .param("now", ClickStore.utc(now))
                .param("until", ClickStore.utc(now.plus(LEASE)))
                .param("most", most)
                .query((row, number) -> new Tie(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("cart"),
                        new ClickId(row.getObject("click_id", UUID.class)),
                        row.getObject("look_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** It was looked at. */
    public void done(Tie tie) {
        jdbc.sql("""
                update cart set look_at = null
                where account_id = ? and cart = ? and click_id = ? and look_at = ?
                """)
                .params(tie.account().value(), tie.cart(), tie.click().value(), ClickStore.utc(tie.until()))
                .update();
    }
}
