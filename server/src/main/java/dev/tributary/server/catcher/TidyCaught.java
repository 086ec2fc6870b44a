package dev.tributary.server.catcher;

import dev.tributary.webhooks.dispatch.Partitions;
import dev.tributary.webhooks.sql.DatabaseFault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the days to come of the caught requests, and drops the days that are over. Any node may, any number of times. */
final class TidyCaught {
    static final String TABLE = "caught_request";
    private static final int DAYS_AHEAD = 14;
    private static final Logger LOG = LoggerFactory.getLogger(TidyCaught.class);

    private final Partitions partitions;
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final CatcherLimits limits;

    TidyCaught(Partitions partitions, JdbcClient jdbc, InstantSource clock, CatcherLimits limits) {
        this.partitions = partitions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.limits = limits;
    }

    void run() {
        Instant now = clock.instant();
        partitions.ensure(now, DAYS_AHEAD);
        LocalDate oldest = now.minus(limits.keptFor()).atZone(ZoneOffset.UTC).toLocalDate();
        String first = TABLE + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(oldest);
        for (String name : days()) {
            if (name.compareTo(first) < 0) {
                jdbc.sql("drop table if exists " + name).update();
            }
        }
    }

    /** As {@link #run}, for a loop: what fails is tried again an hour later, long before the days ahead run out. */
    void runInLoop() {
        try {
            run();
        } catch (DataAccessException | DatabaseFault e) {
            LOG.warn("caught requests were not tidied", e);
        }
    }

    private List<String> days() {
        return jdbc.sql("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'caught_request'::regclass order by 1""")
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }
}
