package dev.tributary.server.access;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table api_key. */
@Component
class KeyStore {
    private final JdbcClient jdbc;

    KeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ApiKey key, byte[] hash) {
        jdbc.sql("""
                insert into api_key (id, account_id, hash, name, start, scopes, created_at, expires_at, maker)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        key.id().value(),
                        key.account().value(),
                        hash,
                        key.name(),
                        key.start(),
                        key.scopes().stream().map(Scope::text).sorted().toArray(String[]::new),
                        utc(key.createdAt()))
                .param(key.expiresAt().map(KeyStore::utc).orElse(null))
                .param(key.maker().orElse(null))
                .update();
    }

    Optional<ApiKey> byHash(byte[] hash) {
        return jdbc.sql("select * from api_key where hash = ?")
                .param(hash)
                .query(KeyStore::read)
                .optional();
    }

    Optional<ApiKey> find(AccountId account, KeyId key) {
        return jdbc.sql("select * from api_key where account_id = ? and id = ?")
                .params(account.value(), key.value())
                .query(KeyStore::read)
                .optional();
    }

    /** Newest first. */
    List<ApiKey> newest(AccountId account, Optional<UUID> before, int limit) {
        return jdbc.sql("""
                select * from api_key where account_id = ? and (cast(? as uuid) is null or id < ?)
                order by id desc limit ?
                """)
                .param(account.value())
                .param(before.orElse(null))
                .param(before.orElse(null))
                .param(limit)
                .query(KeyStore::read)
                .list();
    }

    List<ApiKey> page(AccountId account, Optional<UUID> after, int limit) {
        return jdbc.sql("""
                select * from api_key where account_id = ? and (cast(? as uuid) is null or id > ?)
                order by id limit ?
                """)
                .param(account.value())
                .param(after.orElse(null))
                .param(after.orElse(null))
                .param(limit)
                .query(KeyStore::read)
                .list();
    }

    boolean delete(AccountId account, KeyId key) {
        return jdbc.sql("delete from api_key where account_id = ? and id = ?")
                        .params(account.value(), key.value())
                        .update()
                == 1;
    }

    /** Notes the use, unless one after {@code since} is noted already. */
    void touch(AccountId account, KeyId key, Instant now, Instant since) {
        jdbc.sql("""
                update api_key set last_used_at = ?
                where account_id = ? and id = ? and (last_used_at is null or last_used_at < ?)
                """).params(utc(now), account.value(), key.value(), utc(since)).update();
    }

    private static ApiKey read(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                new KeyId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("name"),
                row.getString("start"),
                scopes(row.getArray("scopes")),
                time(row, "created_at").orElseThrow(),
                time(row, "expires_at"),
                time(row, "last_used_at"),
                Optional.ofNullable(row.getString("maker")));
    }

    private static Set<Scope> scopes(Array array) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : (String[]) array.getArray()) {
            Optional.ofNullable(Scope.BY_NAME.get(name)).ifPresent(scopes::add);
        }
        return scopes;
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
