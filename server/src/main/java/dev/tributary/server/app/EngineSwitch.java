package dev.tributary.server.app;

import dev.tributary.server.account.WebhookSwitch;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.AccountSwitch;
import dev.tributary.webhooks.sql.Database;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** The engine's own record of who may use webhooks; it works without a running engine, for commands. */
@Component
class EngineSwitch implements WebhookSwitch {
    private final AccountSwitch accounts;

    EngineSwitch(DataSource database, InstantSource clock) {
        this.accounts = new AccountSwitch(
                new Database(new TransactionAwareDataSourceProxy(database)), clock, new SettleDeliveries(clock));
    }

    @Override
    public boolean isOn(AccountId account) {
        return accounts.isOn(account);
    }

    @Override
    public void set(AccountId account, boolean on) {
        accounts.set(account, on);
    }
}
