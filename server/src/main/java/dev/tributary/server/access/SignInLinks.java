package dev.tributary.server.access;

import dev.tributary.server.account.UserId;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One-time links by which a person gets in without a password. */
@Component
public class SignInLinks {
    private static final Duration VALID = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final RandomGenerator random;
    private final InstantSource clock;

    public SignInLinks(JdbcClient jdbc, RandomGenerator random, InstantSource clock) {
        this.jdbc = jdbc;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes a link by which the person chooses a password, once, within a day.
     *
     * @return its path, {@code /console/sign-in/} and a token that is kept as a hash only
     */
    public String create(AccountId account, UserId user) {
        return create(account, user, false);
    }

    /** Makes a link that signs in by being opened, once, within a day: for the demo. */
    public String createDirect(AccountId account, UserId user) {
        return create(account, user, true);
    }

    /** The link with this token, if it still works. */
    Optional<SignInLink> find(String token) {
        return jdbc.sql("""
                select account_id, user_id, direct from sign_in_token
                where hash = ? and used_at is null and expires_at > ?
                """)
                .params(new Secret(token).hash(), now())
                .query(SignInLinks::read)
                .optional();
    }

    /** The same, and uses it up. */
    Optional<SignInLink> redeem(String token) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                update sign_in_token set used_at = ? where hash = ? and used_at is null and expires_at > ?
                returning account_id, user_id, direct
                """)
                .params(now, new Secret(token).hash(), now)
                .query(SignInLinks::read)
                .optional();
    }

    private String create(AccountId account, UserId user, boolean direct) {
        Secret token = Secret.random("", random);
        Instant now = clock.instant();
        jdbc.sql("delete from sign_in_token where expires_at <= ?").param(now()).update();
        jdbc.sql("""
                insert into sign_in_token (hash, account_id, user_id, created_at, expires_at, direct)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(
                        token.hash(),
                        account.value(),
                        user.value(),
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(VALID).atOffset(ZoneOffset.UTC),
                        direct)
                .update();
        return "/console/sign-in/" + token.text();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static SignInLink read(ResultSet row, int number) throws SQLException {
        return new SignInLink(
                new AccountId(row.getObject("account_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getBoolean("direct"));
    }
}
