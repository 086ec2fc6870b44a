package dev.tributary.server.access;

import dev.tributary.server.account.UserId;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
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
     * Makes a link that works once, within a day.
     *
     * @return its path, {@code /console/sign-in/} and a token that is kept as a hash only
     */
    public String create(AccountId account, UserId user) {
        Secret token = Secret.random("", random);
        Instant now = clock.instant();
        jdbc.sql("""
                insert into sign_in_token (hash, account_id, user_id, created_at, expires_at) values (?, ?, ?, ?, ?)
                """)
                .params(
                        token.hash(),
                        account.value(),
                        user.value(),
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(VALID).atOffset(ZoneOffset.UTC))
                .update();
        return "/console/sign-in/" + token.text();
    }
}
