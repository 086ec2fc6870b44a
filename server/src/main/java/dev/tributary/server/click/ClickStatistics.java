package dev.tributary.server.click;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts clicks. What it reads stands in an index alone, and at most the newest million of the days are counted. */
@Component
class ClickStatistics {
    private static final int MOST_CLICKS = 1_000_000;

    private final JdbcClient jdbc;

    ClickStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Days are cut here, not by the database, whose names for zones are not Java's. The select around the array has it
     * read once, and not for each click.
     */
    List<DayClicks> byDay(AccountId account, ClickFilter filter, Days days) {
        List<LocalDate> all = days.all();
        String[] begins = all.stream()
                .map(day -> day.atStartOfDay(days.zone()).toInstant().toString())
                .toArray(String[]::new);
        Map<Integer, Long> counts = new HashMap<>();
        asked(account, filter, days, """
                select width_bucket(at, (select cast(:begins as timestamptz[]))) as day, count(*) as clicks
                from counted group by 1
                """).param("begins", begins).query(row -> {
            counts.put(row.getInt("day"), row.getLong("clicks"));
        });
        return IntStream.range(0, all.size())
                .mapToObj(index -> new DayClicks(all.get(index), counts.getOrDefault(index + 1, 0L)))
                .toList();
    }

    List<ClickFigure> by(AccountId account, ClickFilter filter, Grouping grouping, Days days, int limit) {
        return asked(account, filter, days, """
                        select coalesce(cast(%s as text), '') as name, count(*) as clicks
                        from counted group by 1 order by clicks desc, name limit :groups
                        """.formatted(grouping.column()))
                .param("groups", limit)
                .query((row, number) -> new ClickFigure(row.getString("name"), row.getLong("clicks")))
                .list();
    }

    /** A question about {@code counted}: the clicks of the days. */
    private JdbcClient.StatementSpec asked(AccountId account, ClickFilter filter, Days days, String question) {
        FilterSql narrowed =
                FilterSql.of(filter.between(later(days.begin(), filter.since()), earlier(days.end(), filter.until())));
        return jdbc.sql("""
                with counted as (
                    select at, affiliate, sub_id, referer_host from click
                    where account_id = :account %s order by at desc limit :most)
                """.formatted(narrowed.conditions()) + question)
                .param("account", account.value())
                .params(narrowed.params())
                .param("most", MOST_CLICKS);
    }

    private static Instant later(Instant begin, Optional<Instant> since) {
        return since.filter(begin::isBefore).orElse(begin);
    }

    private static Instant earlier(Instant end, Optional<Instant> until) {
        return until.filter(end::isAfter).orElse(end);
    }
}
