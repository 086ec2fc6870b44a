package dev.tributary.server.payment;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table payment_run. */
@Component
class RunStore {
    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A run that was made before under the same key. */
    record Earlier(UUID id, String asked) {}

    /**
     * Notes a run. Waits for another under the same key that is at work.
     *
     * @return false if one under this key has been made
     */
    boolean begin(AccountId account, UUID id, Optional<String> key, String asked, String by, Instant now) {
        return jdbc.sql("""
                        insert into payment_run (account_id, id, key, asked, made_by, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (account_id, key) where key is not null do nothing
                        """)
                        .param(account.value())
                        .param(id)
                        .param(key.orElse(null))
                        .param(asked)
                        .param(by)
                        .param(now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Earlier> find(AccountId account, String key) {
        return jdbc.sql("select id, asked from payment_run where account_id = ? and key = ?")
                .params(account.value(), key)
                .query((row, number) -> new Earlier(row.getObject("id", UUID.class), row.getString("asked")))
                .optional();
    }
}
