package dev.tributary.server.app;

import dev.tributary.server.account.WebhookSwitch;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The engine's own record of who may use webhooks. */
@Component
class EngineSwitch implements WebhookSwitch {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    EngineSwitch(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean isOn(AccountId account) {
        return jdbc.sql("select enabled from webhook_switch where account_id = ?")
                .param(account.value())
                .query((row, number) -> row.getBoolean("enabled"))
                .optional()
                .orElse(false);
    }

    @Override
    public void set(AccountId account, boolean on) {
        jdbc.sql("""
                insert into webhook_switch (account_id, enabled, changed_at) values (?, ?, ?)
                on conflict (account_id) do update set enabled = excluded.enabled, changed_at = excluded.changed_at
                """)
                .params(account.value(), on, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
