package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.server.api.Json;
import dev.tributary.webhooks.endpoint.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table sign_up_waiting: forms whose e-mail address is yet to be confirmed. */
@Component
class SignUpWaiting {
    private final JdbcClient jdbc;

    SignUpWaiting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(
            AccountId account,
            ProgrammeId programme,
            Secret link,
            Map<String, String> typed,
            Instant now,
            Instant expires) {
        jdbc.sql("delete from sign_up_waiting where account_id = ? and expires_at <= ?")
                .params(account.value(), utc(now))
                .update();
        jdbc.sql("""
                insert into sign_up_waiting (account_id, hash, programme, sent, expires_at)
                values (?, ?, ?, cast(? as jsonb), ?)
                """)
                .params(
                        account.value(),
                        link.hash(),
                        programme.value(),
                        new String(Json.bytes(typed), StandardCharsets.UTF_8),
                        utc(expires))
                .update();
    }

    /** What was typed, if the link is open still. */
    Optional<Map<String, String>> find(AccountId account, ProgrammeId programme, Secret link, Instant now) {
        return jdbc.sql("""
                        select sent from sign_up_waiting
                        where account_id = ? and hash = ? and programme = ? and expires_at > ?
                        """)
                .params(account.value(), link.hash(), programme.value(), utc(now))
                .query((row, index) -> typed(row.getString("sent")))
                .optional();
    }

    /** Uses the link up, if the current transaction commits; false if somebody else has. */
    boolean take(AccountId account, ProgrammeId programme, Secret link) {
        return jdbc.sql("delete from sign_up_waiting where account_id = ? and hash = ? and programme = ?")
                        .params(account.value(), link.hash(), programme.value())
                        .update()
                == 1;
    }

    private static Map<String, String> typed(String json) {
        Map<String, String> typed = new LinkedHashMap<>();
        Json.read(json.getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(field -> typed.put(field.getKey(), field.getValue().stringValue()));
        return typed;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
