package dev.tributary.server.portal;

import dev.tributary.server.access.PasswordHash;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table portal_access. */
@Component
class AccessStore {
    private final JdbcClient jdbc;

    AccessStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PasswordHash> password(AccountId account, long affiliate) {
        return jdbc.sql("select hash from portal_access where account_id = ? and affiliate = ? and hash is not null")
                .params(account.value(), affiliate)
                .query((row, number) -> new PasswordHash(row.getString("hash")))
                .optional();
    }

    long generation(AccountId account, long affiliate) {
        return jdbc.sql("select generation from portal_access where account_id = ? and affiliate = ?")
                .params(account.value(), affiliate)
                .query((row, number) -> row.getLong("generation"))
                .optional()
                .orElse(0L);
    }

    /** Keeps a new password and ends what the old one opened; the generation from now on. */
    long setPassword(AccountId account, long affiliate, PasswordHash hash) {
        return jdbc.sql("""
                insert into portal_access (account_id, affiliate, hash, generation) values (?, ?, ?, 1)
                on conflict (account_id, affiliate) do update
                set hash = excluded.hash, generation = portal_access.generation + 1
                returning generation
                """)
                .params(account.value(), affiliate, hash.text())
                .query((row, number) -> row.getLong("generation"))
                .single();
    }

    /** Ends all sessions of this affiliate, on every node. */
    void endSessions(AccountId account, long affiliate) {
        jdbc.sql("""
                insert into portal_access (account_id, affiliate, generation) values (?, ?, 1)
                on conflict (account_id, affiliate) do update set generation = portal_access.generation + 1
                """).params(account.value(), affiliate).update();
    }
}
