package dev.tributary.server.catcher;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Catchers and what they caught, for their owner. */
final class CatcherStore {
    private static final long MOST_BYTES = 8 << 20;

    private final JdbcClient jdbc;

    CatcherStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds one; false if the account has as many as it may have. */
    boolean insert(AccountId account, CatcherId id, String token, Instant now, int most) {
        return jdbc.sql("""
                        insert into catcher (id, account_id, token, created_at)
                        select :id, :account, :token, :now
                        where (select count(*) from catcher where account_id = :account) < :most""")
                        .param("id", id.value())
                        .param("account", account.value())
                        .param("token", token)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .update()
                == 1;
    }

    Optional<Catcher> find(AccountId account, CatcherId id) {
        return jdbc.sql("select * from catcher where account_id = :account and id = :id")
                .param("account", account.value())
                .param("id", id.value())
                .query(CatcherRows::catcher)
                .optional();
    }

    Optional<Catcher> withToken(AccountId account, String token) {
        return jdbc.sql("select * from catcher where account_id = :account and token = :token")
                .param("account", account.value())
                .param("token", token)
                .query(CatcherRows::catcher)
                .optional();
    }

    /** Newest first, from the one before {@code before} on. */
    List<Catcher> list(AccountId account, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select * from catcher where account_id = :account and (:before::uuid is null or id < :before)
                        order by id desc limit :limit""")
                .param("account", account.value())
                .param("before", before)
                .param("limit", limit)
                .query(CatcherRows::catcher)
                .list();
    }

    boolean setAnswer(AccountId account, CatcherId id, CannedAnswer answer) {
        return jdbc.sql("""
                        update catcher set status = :status, headers = :headers, body = :body, delay_ms = :delay,
                            fail_times = :times, drops = :drops, answered = 0
                        where account_id = :account and id = :id""")
                        .param("status", answer.status())
                        .param("headers", HeaderLines.write(answer.headers()))
                        .param("body", answer.body())
                        .param("delay", (int) answer.delay().toMillis())
                        .param(
                                "times",
                                answer.failTimes().isPresent()
                                        ? answer.failTimes().getAsInt()
                                        : null)
                        .param("drops", answer.drops())
                        .param("account", account.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** The catcher goes first: its lock lets requests that are arriving finish, so that none stays behind. */
    boolean delete(AccountId account, CatcherId id) {
        int deleted = jdbc.sql("delete from catcher where account_id = :account and id = :id")
                .param("account", account.value())
                .param("id", id.value())
                .update();
        if (deleted == 1) {
            jdbc.sql("delete from caught_request where catcher_id = :id")
                    .param("id", id.value())
                    .update();
        }
        return deleted == 1;
    }

    /**
     * The requests after a number, oldest first, at most 8 MiB of bodies at a time (but one request always).
     *
     * @param kept how many of the newest are still shown
     * @param since older ones are no longer shown
     */
    List<CaughtRequest> requests(AccountId account, CatcherId id, long after, int kept, int limit, Instant since) {
        return jdbc.sql("""
                        select * from (
                            select r.*, sum(length(body)) over (order by number) - length(body) as before
                            from caught_request r
                            where account_id = :account and catcher_id = :id and r.id >= :floor
                                and number > greatest(:after, (select last_number from catcher where id = :id) - :kept)
                            order by number limit :limit) page
                        where before < :bytes order by number""")
                .param("account", account.value())
                .param("id", id.value())
                .param("after", after)
                .param("kept", kept)
                .param("floor", UuidV7.floor(since))
                .param("limit", limit)
                .param("bytes", MOST_BYTES)
                .query(CatcherRows::request)
                .list();
    }

    /** The requests before a number, newest first; otherwise like {@link #requests}. */
    List<CaughtRequest> newest(AccountId account, CatcherId id, long before, int kept, int limit, Instant since) {
        return jdbc.sql("""
                        select * from (
                            select r.*, sum(length(body)) over (order by number desc) - length(body) as before
                            from caught_request r
                            where account_id = :account and catcher_id = :id and r.id >= :floor and number < :before
                                and number > (select last_number from catcher where id = :id) - :kept
                            order by number desc limit :limit) page
                        where before < :bytes order by number desc""")
                .param("account", account.value())
                .param("id", id.value())
                .param("before", before)
                .param("kept", kept)
                .param("floor", UuidV7.floor(since))
                .param("limit", limit)
                .param("bytes", MOST_BYTES)
                .query(CatcherRows::request)
                .list();
    }
}
