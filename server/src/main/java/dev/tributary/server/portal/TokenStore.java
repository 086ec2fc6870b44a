package dev.tributary.server.portal;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table portal_token. Those whose time is over go when another is made. */
@Component
class TokenStore {
    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(byte[] hash, Token token, Instant now, Instant until) {
        jdbc.sql("delete from portal_token where expires_at <= ?")
                .param(utc(now))
                .update();
        jdbc.sql("""
                insert into portal_token (hash, purpose, email, account_id, affiliate, created_at, expires_at)
                values (:hash, :purpose, lower(:email), :account, :affiliate, :now, :until)
                """)
                .param("hash", hash)
                .param("purpose", token.purpose().name())
                .param("email", token.email())
                .param(
                        "account",
                        token.only().map(only -> only.account().value()).orElse(null))
                .param("affiliate", token.only().map(Token.Only::affiliate).orElse(null))
                .param("now", utc(now))
                .param("until", utc(until))
                .update();
    }

    Optional<Token> find(byte[] hash, Instant now) {
        return jdbc.sql("select * from portal_token where hash = ? and expires_at > ?")
                .params(hash, utc(now))
                .query(TokenStore::read)
                .optional();
    }

    /** The same, and uses it up. */
    Optional<Token> take(byte[] hash, Instant now) {
        return jdbc.sql("delete from portal_token where hash = ? and expires_at > ? returning *")
                .params(hash, utc(now))
                .query(TokenStore::read)
                .optional();
    }

    /** How many unused ones were made for a mailbox since then. */
    long count(String email, Instant since) {
        return jdbc.sql("select count(*) from portal_token where email = lower(?) and created_at > ?")
                .params(email, utc(since))
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /** Drops the unused ones of these purposes that open this one affiliate. */
    void drop(AccountId account, long affiliate, Purpose... purposes) {
        jdbc.sql("delete from portal_token where account_id = ? and affiliate = ? and purpose = any (?)")
                .params(
                        account.value(),
                        affiliate,
                        Arrays.stream(purposes).map(Enum::name).toArray(String[]::new))
                .update();
    }

    private static Token read(ResultSet row, int number) throws SQLException {
        @Nullable UUID account = row.getObject("account_id", UUID.class);
        return new Token(
                Purpose.valueOf(row.getString("purpose")),
                row.getString("email"),
                account == null
                        ? Optional.empty()
                        : Optional.of(new Token.Only(new AccountId(account), row.getLong("affiliate"))));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
