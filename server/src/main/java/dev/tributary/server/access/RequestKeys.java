package dev.tributary.server.access;

import dev.tributary.server.retention.DeleteOld;
import dev.tributary.server.retention.Retained;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.signature.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table request_key. A call can be repeated for a while; then it is forgotten. */
@Component
class RequestKeys implements Retained {
    static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Vault vault;

    RequestKeys(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What was answered. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answered(int status, Optional<String> contentType, Optional<String> etag, byte[] body) {}

    /** An answer and the digest of what was asked. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(byte[] asked, Answered answer) {}

    /** Whether nobody else is at work under this key; then nobody will be until the transaction ends. */
    boolean lock(AccountId account, String key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 1))")
                .param(account + " " + key)
                .query(Boolean.class)
                .single();
    }

    Optional<Kept> find(AccountId account, String key) {
        return jdbc.sql("select * from request_key where account_id = ? and key = ?")
                .params(account.value(), key)
                .query((row, number) -> read(account, key, row))
                .optional();
    }

    void insert(AccountId account, String key, byte[] asked, Answered answer, Instant now) {
        jdbc.sql("""
                insert into request_key (account_id, key, asked, status, content_type, etag, answer_sealed, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(account.value())
                .param(key)
                .param(asked)
                .param(answer.status())
                .param(answer.contentType().orElse(null))
                .param(answer.etag().orElse(null))
                .param(vault.seal(answer.body(), context(account, key)))
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int forget(Instant before, int most) {
        return DeleteOld.from(jdbc, "request_key", "created_at", before, most);
    }

    private Kept read(AccountId account, String key, ResultSet row) throws SQLException {
        return new Kept(
                row.getBytes("asked"),
                new Answered(
                        row.getInt("status"),
                        Optional.ofNullable(row.getString("content_type")),
                        Optional.ofNullable(row.getString("etag")),
                        vault.open(row.getBytes("answer_sealed"), context(account, key))));
    }

    private static String context(AccountId account, String key) {
        return "answer:" + account + ":" + key;
    }
}
