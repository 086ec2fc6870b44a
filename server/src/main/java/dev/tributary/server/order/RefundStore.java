package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table shop_refund. */
@Component
class RefundStore {
    private final JdbcClient jdbc;

    RefundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a refund message; one that is known already changes nothing. */
    void keep(AccountId account, SourceId source, ShopifyRefund refund, byte[] raw, Instant now) {
        jdbc.sql("""
                insert into shop_refund (account_id, source, refund_key, order_key, received_at, raw)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                .params(
                        account.value(),
                        source.toString(),
                        refund.id(),
                        refund.order(),
                        now.atOffset(ZoneOffset.UTC),
                        raw)
                .update();
    }
}
