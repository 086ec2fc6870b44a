package dev.tributary.server.catcher;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Catchers, for their owner. */
final class CatcherStore {
    private final JdbcClient jdbc;

    CatcherStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds one; false if the account has as many as it may have. */
    boolean insert(AccountId account, CatcherId id, String name, String token, Instant now, int most) {
        return jdbc.sql("""
                        insert into catcher (id, account_id, name, token, created_at)
                        select :id, :account, :name, :token, :now
                        where (select count(*) from catcher where account_id = :account) < :most""")
                        .param("id", id.value())
                        .param("account", account.value())
                        .param("name", name)
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

    /** The same, locked until the transaction ends. */
    Optional<Catcher> lock(AccountId account, CatcherId id) {
        return jdbc.sql("select * from catcher where account_id = :account and id = :id for no key update")
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

    boolean rename(AccountId account, CatcherId id, String name) {
        return jdbc.sql("update catcher set name = :name where account_id = :account and id = :id")
                        .param("name", name)
                        .param("account", account.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    boolean delete(AccountId account, CatcherId id) {
        return jdbc.sql("delete from catcher where account_id = :account and id = :id")
                        .param("account", account.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }
}
