package dev.tributary.server.access;

import dev.tributary.server.account.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table user_password. */
@Component
class PasswordStore {
    private final JdbcClient jdbc;

    PasswordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PasswordHash> find(UserId user) {
        return jdbc.sql("select hash from user_password where user_id = ?")
                .param(user.value())
                .query((row, number) -> new PasswordHash(row.getString("hash")))
                .optional();
    }

    void put(UserId user, PasswordHash hash, Instant now) {
        jdbc.sql("""
                insert into user_password (user_id, hash, changed_at) values (?, ?, ?)
                on conflict (user_id) do update set hash = excluded.hash, changed_at = excluded.changed_at
                """)
                .params(user.value(), hash.text(), now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
