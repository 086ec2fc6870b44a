package dev.tributary.server.catcher;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What catchers caught, for their owner. */
final class CaughtStore {
    private static final long MOST_BYTES = 8 << 20;

    private final JdbcClient jdbc;

    CaughtStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    /**
     * The requests before a number, newest first; otherwise like {@link #requests}.
     *
     * @param words that stand in the method, the target, a header or the first 64 KiB of the body, whatever the case of
     *     their ASCII letters; empty for all requests
     */
    List<CaughtRequest> newest(
            AccountId account, CatcherId id, long before, String words, int kept, int limit, Instant since) {
        return jdbc.sql("""
                        select * from (
                            select r.*, sum(length(body)) over (order by number desc) - length(body) as before
                            from caught_request r
                            where account_id = :account and catcher_id = :id and r.id >= :floor and number < :before
                                and number > (select last_number from catcher where id = :id) - :kept
                                and (:words = ''::bytea
                                    or position(lower(encode(:words, 'escape')) in
                                        lower(encode(convert_to(method || ' ' || target, 'UTF8'), 'escape'))) > 0
                                    or position(lower(encode(:words, 'escape')) in lower(encode(headers, 'escape'))) > 0
                                    or position(lower(encode(:words, 'escape')) in
                                        lower(encode(substring(body for 65536), 'escape'))) > 0)
                            order by number desc limit :limit) page
                        where before < :bytes order by number desc""")
                .param("account", account.value())
                .param("id", id.value())
                .param("before", before)
                .param("words", words.getBytes(StandardCharsets.UTF_8))
                .param("kept", kept)
                .param("floor", UuidV7.floor(since))
                .param("limit", limit)
                .param("bytes", MOST_BYTES)
                .query(CatcherRows::request)
                .list();
    }

    /** Forgets those numbered from the first to the last; how many there were. */
    int delete(AccountId account, CatcherId id, long first, long last) {
        return jdbc.sql("""
                        delete from caught_request
                        where account_id = :account and catcher_id = :id and number between :first and :last""")
                .param("account", account.value())
                .param("id", id.value())
                .param("first", first)
                .param("last", last)
                .update();
    }
}
