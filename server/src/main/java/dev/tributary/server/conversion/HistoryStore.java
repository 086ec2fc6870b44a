package dev.tributary.server.conversion;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table conversion, as far as the past is concerned. */
@Component
class HistoryStore {
    private final JdbcClient jdbc;

    HistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that an order made which came to us itself, whatever it was worth there. */
    Optional<Conversion> ofOrder(AccountId account, String reference, long affiliate) {
        return jdbc.sql("""
                select * from conversion
                where account_id = :account and reference in (:spellings) and affiliate = :affiliate
                  and order_id is not null
                order by refund_of nulls first, number limit 1
                """)
                .param("account", account.value())
                .param("spellings", Spellings.of(reference))
                .param("affiliate", affiliate)
                .query(ConversionRow::read)
                .optional();
    }

    /** One of the same order and affiliate, by the same mechanism and over the same amounts. */
    Optional<Conversion> alike(AccountId account, Conversion wanted) {
        return jdbc.sql("""
                select * from conversion
                where account_id = :account and reference = :reference and affiliate = :affiliate
                  and mechanism = :mechanism and currency = :currency and total = :total and commission = :commission
                order by number limit 1
                """)
                .param("account", account.value())
                .param("reference", wanted.sale().reference().orElse(""))
                .param("affiliate", wanted.affiliate())
                .param("mechanism", wanted.why().mechanism().name())
                .param("currency", wanted.worth().currency().getCurrencyCode())
                .param("total", wanted.worth().total())
                .param("commission", wanted.worth().commission())
                .query(ConversionRow::read)
                .optional();
    }
}
