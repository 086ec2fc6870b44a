package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often is too often, in the tables sign_up_rate and sign_up_form. Counted by the hour of the clock, in the database,
 * so that all nodes count together; what is older than a day is dropped on the way.
 */
@Component
class SignUpGuard {
    /** Sent forms of one address, those with mistakes included. An office or a school is behind one. */
    static final int MOST_OF_ADDRESS = 30;

    /** Forms with a good token of a programme. */
    static final int MOST_OF_PROGRAMME = 600;

    static final int MOST_MAILS = 3;

    private final JdbcClient jdbc;

    SignUpGuard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts a form that was sent from an address, whatever it is; how long to wait if it was one too many. */
    Optional<Duration> countSent(AccountId account, String address, Instant now) {
        return wait(count(account, "from " + address, now) > MOST_OF_ADDRESS, now);
    }

    /**
     * Counts a form whose token is good, at its programme; how long to wait if it was one too many. Who sends garbage, or
     * the same form again and again, does not fill the programme's hour.
     */
    Optional<Duration> countGood(AccountId account, ProgrammeId programme, Secret form, Instant now) {
        return wait(!isUsed(account, form) && count(account, "at " + programme, now) > MOST_OF_PROGRAMME, now);
    }

    private static Optional<Duration> wait(boolean many, Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return many ? Optional.of(Duration.between(now, end)) : Optional.empty();
    }

    private boolean isUsed(AccountId account, Secret form) {
        return jdbc.sql("select exists (select from sign_up_form where account_id = ? and hash = ?)")
                .params(account.value(), form.hash())
                .query(Boolean.class)
                .single();
    }

    /** Counts a mail to whoever was named in a form; whether it may go, since anybody can name anybody. */
    boolean mayMail(AccountId account, String email, Instant now) {
        return count(account, "to " + email.toLowerCase(Locale.ROOT), now) <= MOST_MAILS;
    }

    /** Notes that a form was taken, within the current transaction; not if it was before. */
    boolean use(AccountId account, byte[] hash, Instant now) {
        jdbc.sql("delete from sign_up_form where account_id = ? and used_at < ?")
                .params(account.value(), utc(now.minus(FormTokens.LIFETIME.multipliedBy(2))))
                .update();
        return jdbc.sql("""
                        insert into sign_up_form (account_id, hash, used_at) values (?, ?, ?)
                        on conflict (account_id, hash) do nothing
                        """).params(account.value(), hash, utc(now)).update() == 1;
    }

    /** Until the transaction ends, nobody else of the account signs up with this address. */
    void lockMailbox(AccountId account, String email) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('sign-up ' || ? || lower(?), 0))")
                .params(account.toString(), email)
                .query((row, index) -> index)
                .single();
    }

    private int count(AccountId account, String subject, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        jdbc.sql("delete from sign_up_rate where account_id = ? and hour < ?")
                .params(account.value(), utc(hour.minus(1, ChronoUnit.DAYS)))
                .update();
        return jdbc.sql("""
                        insert into sign_up_rate as r (account_id, hour, subject, count) values (?, ?, ?, 1)
                        on conflict (account_id, hour, subject) do update set count = r.count + 1
                        returning count
                        """)
                .params(account.value(), utc(hour), subject)
                .query((row, index) -> row.getInt("count"))
                .single();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
