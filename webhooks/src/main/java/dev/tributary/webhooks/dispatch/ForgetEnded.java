package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Forgets what ended so long ago that no delivery of it can be left to look at: replays of many, and deleted endpoints
 * with their secrets.
 */
final class ForgetEnded {
    /** Rows to drop at a time; the next hour goes on. */
    private static final int MOST = 1000;

    private ForgetEnded() {}

    /** On a connection that is in no transaction. */
    static void before(Connection open, Instant time) throws SQLException {
        Rows.update(open, """
                delete from replay_job where id = any(
                    array(select id from replay_job where finished_at < ? order by finished_at limit ?))
                """, time, MOST);
        Rows.update(open, """
                with gone as (
                    delete from endpoint where id = any(array(
                        select id from endpoint p
                        where deleted_at < ? and not exists (select 1 from replay_job j where j.endpoint_id = p.id)
                        order by deleted_at limit ?))
                    returning id, account_id
                ), uncounted as (
                    delete from subject_sequence s using gone g
                    where s.account_id = g.account_id and s.subject = 'we_' || replace(g.id::text, '-', '')
                )
                delete from endpoint_failing where endpoint_id = any(array(select id from gone))
                """, time, MOST);
    }
}
