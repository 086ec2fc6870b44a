package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table source. */
@Component
class SourceStore {
    /** As many sources as one shop is ever looked for under. */
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    SourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A source with its secret and the one before it, as they are sealed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sealed(Source source, byte[] secret, Optional<byte[]> old) {
        /** Those that fit now, the present one first. */
        List<byte[]> secrets(Instant now) {
            Stream<byte[]> before = old.stream()
                    .filter(one -> source.oldUntil().filter(now::isBefore).isPresent());
            return Stream.concat(Stream.of(secret), before).toList();
        }
    }

    void insert(Source source, byte[] sealedSecret) {
        jdbc.sql("""
                insert into source (id, account_id, kind, name, token, secret_sealed, created_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        source.id().value(),
                        source.account().value(),
                        source.kind().name(),
                        source.name(),
                        source.token(),
                        sealedSecret,
                        source.created().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The one query that can't ask for the account: the token is how a door learns whose it is. */
    Optional<Sealed> byToken(Origin kind, String token) {
        return jdbc.sql("select * from source where kind = ? and token = ? and deleted_at is null")
                .params(kind.name(), token)
                .query((row, number) -> sealed(row, number))
                .optional();
    }

    Optional<Source> find(AccountId account, SourceId id) {
        return jdbc.sql("select * from source where account_id = ? and id = ? and deleted_at is null")
                .params(account.value(), id.value())
                .query(SourceStore::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Source> lock(AccountId account, SourceId id) {
        return jdbc.sql("""
                select * from source where account_id = ? and id = ? and deleted_at is null for no key update
                """)
                .params(account.value(), id.value())
                .query(SourceStore::read)
                .optional();
    }

    List<Source> page(AccountId account, Optional<UUID> after, int limit) {
        return jdbc.sql("""
                select * from source where account_id = :account and deleted_at is null
                  and (cast(:after as uuid) is null or id > cast(:after as uuid))
                order by id limit :limit
                """)
                .param("account", account.value())
                .param("after", after.orElse(null))
                .param("limit", limit)
                .query(SourceStore::read)
                .list();
    }

    /** The sources that may be the same shop, connected anew: of the same kind, and not both of them connected. */
    List<SourceId> others(AccountId account, SourceId id) {
        return jdbc.sql("""
                select other.id from source other
                  join source this on this.account_id = other.account_id and this.kind = other.kind
                where this.account_id = ? and this.id = ? and other.id <> this.id
                  and (this.deleted_at is not null or other.deleted_at is not null)
                order by other.id desc limit ?
                """)
                .params(account.value(), id.value(), MOST)
                .query((row, number) -> new SourceId(row.getObject("id", UUID.class)))
                .list();
    }

    void rotate(AccountId account, SourceId id, byte[] sealed, Optional<Instant> oldUntil) {
        jdbc.sql("""
                update source
                set old_secret_sealed = case when cast(:until as timestamptz) is null then null else secret_sealed end,
                    old_until = :until, secret_sealed = :sealed
                where account_id = :account and id = :id and deleted_at is null
                """)
                .param(
                        "until",
                        oldUntil.map(until -> until.atOffset(ZoneOffset.UTC)).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("sealed", sealed)
                .param("account", account.value())
                .param("id", id.value())
                .update();
    }

    void rename(AccountId account, SourceId id, String name) {
        jdbc.sql("update source set name = ? where account_id = ? and id = ? and deleted_at is null")
                .params(name, account.value(), id.value())
                .update();
    }

    boolean delete(AccountId account, SourceId id, Instant now) {
        return jdbc.sql("""
                update source set deleted_at = ? where account_id = ? and id = ? and deleted_at is null
                """)
                        .params(now.atOffset(ZoneOffset.UTC), account.value(), id.value())
                        .update()
                == 1;
    }

    private static Sealed sealed(ResultSet row, int number) throws SQLException {
        byte @Nullable [] old = row.getBytes("old_secret_sealed");
        return new Sealed(read(row, number), row.getBytes("secret_sealed"), Optional.ofNullable(old));
    }

    private static Source read(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime until = row.getObject("old_until", OffsetDateTime.class);
        return new Source(
                new AccountId(row.getObject("account_id", UUID.class)),
                new SourceId(row.getObject("id", UUID.class)),
                Origin.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("token"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(until).map(OffsetDateTime::toInstant));
    }
}
