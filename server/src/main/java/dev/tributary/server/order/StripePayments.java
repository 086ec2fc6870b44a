package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table stripe_payment: refunds name a payment, where the order is named by its invoice. */
@Component
class StripePayments {
    private final JdbcClient jdbc;
    private final OrderStore orders;
    private final Sources sources;
    private final TransactionTemplate transaction;

    StripePayments(JdbcClient jdbc, OrderStore orders, Sources sources, TransactionTemplate transaction) {
        this.orders = orders;
        this.sources = sources;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Notes what an invoice was paid by. A refund of such a payment that came before is the order's from now on. */
    void paid(AccountId account, SourceId source, String invoice, List<String> payments) {
        String[] names = payments.stream().filter(name -> !name.equals(invoice)).toArray(String[]::new);
        if (names.length == 0) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            Arrays.sort(names);
            for (String name : names) {
                orders.queue(account, key(source, name));
            }
            jdbc.sql("""
                    insert into stripe_payment (account_id, source, payment, order_key)
                    select ?, ?, payment, ? from unnest(?::text[]) as payment
                    on conflict do nothing
                    """)
                    .params(account.value(), source.toString(), invoice, names)
                    .update();
            jdbc.sql("""
                    update shop_refund set order_key = ?
                    where account_id = ? and source = ? and order_key = any(?)
                    """)
                    .params(invoice, account.value(), source.toString(), names)
                    .update();
        });
    }

    /** What those take turns by who tell of a payment: its refund, and the invoice that says whose it is. */
    OrderKey key(SourceId source, String payment) {
        return new OrderKey(source.toString(), payment);
    }

    /** The order that a payment paid, if its invoice was heard of; also if that was before the shop was connected anew. */
    Optional<String> order(AccountId account, SourceId source, String payment) {
        String now = source.toString();
        return jdbc.sql("""
                select order_key from stripe_payment
                where account_id = ? and (source = ? or source = any(?)) and payment = ?
                order by source = ? desc, source desc limit 1
                """)
                .params(account.value(), now, sources.others(account, now).toArray(String[]::new), payment, now)
                .query(String.class)
                .optional();
    }
}
