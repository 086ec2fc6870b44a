package dev.tributary.server.payment;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Money;
import java.math.BigDecimal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table payment_setting: from what balance on an account pays. */
@Component
class MinimumStore {
    private final JdbcClient jdbc;

    MinimumStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the account's currency; zero until it is set. */
    Money find(Account account) {
        BigDecimal minimum = jdbc.sql("select minimum from payment_setting where account_id = ?")
                .param(account.id().value())
                .query((row, number) -> row.getBigDecimal("minimum"))
                .optional()
                .orElse(BigDecimal.ZERO);
        return Money.rounded(minimum, account.currency());
    }

    /** The same, locked until the transaction ends. */
    Money lock(Account account) {
        jdbc.sql("insert into payment_setting (account_id, minimum) values (?, 0) on conflict (account_id) do nothing")
                .param(account.id().value())
                .update();
        BigDecimal minimum = jdbc.sql("select minimum from payment_setting where account_id = ? for no key update")
                .param(account.id().value())
                .query((row, number) -> row.getBigDecimal("minimum"))
                .single();
        return Money.rounded(minimum, account.currency());
    }

    /** Sets it, in the account's currency. */
    void change(Account account, BigDecimal minimum) {
        jdbc.sql("""
                insert into payment_setting (account_id, minimum) values (?, ?)
                on conflict (account_id) do update set minimum = excluded.minimum
                """).params(account.id().value(), minimum).update();
    }
}
