package dev.tributary.server.retention;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statement by which a store forgets some rows; it leaves out those that another node is at. */
public final class DeleteOld {
    private DeleteOld() {}

    /**
     * Deletes the oldest rows of a table.
     *
     * @param table a name that stands in the code
     * @param time its column, with an index, of when a row last served; likewise
     * @return how many
     */
    public static int from(JdbcClient jdbc, String table, String time, Instant before, int most) {
        return jdbc.sql("""
                delete from %1$s where ctid = any(array(
                    select ctid from %1$s where %2$s < ? order by %2$s limit ? for update skip locked))
                """.formatted(table, time))
                .params(before.atOffset(ZoneOffset.UTC), most)
                .update();
    }
}
