package dev.tributary.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table sign_in_failure. */
@Component
class FailureStore {
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;

    FailureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends, nobody else counts attempts for this name from this address. */
    void lock(byte[] email, String address) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex') || ?, 0))")
                .params(email, address)
                .query((row, number) -> number)
                .single();
    }

    void insert(byte[] email, String address, Instant now) {
        jdbc.sql("insert into sign_in_failure (email_hash, address, at) values (?, ?, ?)")
                .params(email, address, utc(now))
                .update();
        jdbc.sql("delete from sign_in_failure where at < ?")
                .param(utc(now.minus(KEPT)))
                .update();
    }

    void forget(byte[] email, String address) {
        jdbc.sql("delete from sign_in_failure where email_hash = ? and address = ?")
                .params(email, address)
                .update();
    }

    List<Instant> of(byte[] email, String address, Instant since, int limit) {
        return times(jdbc.sql("""
                        select at from sign_in_failure where email_hash = ? and address = ? and at > ?
                        order by at desc limit ?
                        """).params(email, address, utc(since), limit));
    }

    List<Instant> ofEmail(byte[] email, Instant since, int limit) {
        return times(jdbc.sql("select at from sign_in_failure where email_hash = ? and at > ? order by at desc limit ?")
                .params(email, utc(since), limit));
    }

    List<Instant> ofAddress(String address, Instant since, int limit) {
        return times(jdbc.sql("select at from sign_in_failure where address = ? and at > ? order by at desc limit ?")
                .params(address, utc(since), limit));
    }

    private static List<Instant> times(JdbcClient.StatementSpec query) {
        return query.query((row, number) ->
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
