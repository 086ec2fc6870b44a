package dev.tributary.server.moving;

import dev.tributary.server.csv.Columns;
import dev.tributary.server.csv.DayOrder;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table csv_import. */
@Component
class ImportStore {
    /** Everything but the file. */
    private static final String SELECT = """
            select id, account_id, kind, name, actor, state, at_once, tells, days, header, columns, sample, records, done, new,
                changed, unchanged, refused, created_at, finished_at
            from csv_import
            """;

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AccountId account, Import made, byte[] content) {
        jdbc.sql("""
                insert into csv_import (id, account_id, kind, name, actor, state, at_once, tells, days, header, columns, sample,
                    records, content, created_at, touched_at)
                values (:id, :account, :kind, :name, :actor, :state, :atOnce, :tells, :days, :header, :columns, :sample,
                    :records, :content, :now, :now)
                """)
                .param("id", made.id().value())
                .param("account", account.value())
                .param("kind", made.kind())
                .param("name", made.name())
                .param("actor", made.actor())
                .param("state", made.state().name())
                .param("atOnce", made.atOnce())
                .param("tells", made.tells())
                .param("days", made.days().name())
                .param("header", made.columns().header().toArray(String[]::new))
                .param("columns", made.columns().names().toArray(String[]::new))
                .param("sample", made.sample().toArray(String[]::new))
                .param("records", made.records())
                .param("content", content)
                .param("now", utc(made.created()))
                .update();
    }

    Optional<Import> find(AccountId account, ImportId id) {
        return jdbc.sql(SELECT + "where account_id = ? and id = ?")
                .params(account.value(), id.value())
                .query(ImportStore::read)
                .optional();
    }

    /** Newest first. */
    List<Import> page(AccountId account, Optional<ImportId> before, int limit) {
        return jdbc.sql(SELECT + """
                        where account_id = :account and (cast(:before as uuid) is null or id < cast(:before as uuid))
                        order by id desc limit :limit
                        """)
                .param("account", account.value())
                .param("before", before.map(ImportId::value).orElse(null))
                .param("limit", limit)
                .query(ImportStore::read)
                .list();
    }

    /** How many keep their files. */
    int open(AccountId account) {
        return jdbc.sql("select count(*) from csv_import where account_id = ? and content is not null")
                .param(account.value())
                .query((row, number) -> row.getInt(1))
                .single();
    }

    /** The one with work to do that has been let alone longest, of any account. */
    Optional<ImportId> due() {
        return jdbc.sql("""
                select id from csv_import where state in ('CHECKING', 'RUNNING') order by touched_at limit 1
                """)
                .query((row, number) -> new ImportId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Locks it until the transaction ends; empty if it has no work left, or another is at it. */
    Optional<Import> claim(ImportId id) {
        return jdbc.sql(SELECT + "where id = ? and state in ('CHECKING', 'RUNNING') for update skip locked")
                .param(id.value())
                .query(ImportStore::read)
                .optional();
    }

    /** Locks it until the transaction ends. */
    Optional<Import> lock(AccountId account, ImportId id) {
        return jdbc.sql(SELECT + "where account_id = ? and id = ? for update")
                .params(account.value(), id.value())
                .query(ImportStore::read)
                .optional();
    }

    byte[] content(AccountId account, ImportId id) {
        return jdbc.sql("select content from csv_import where account_id = ? and id = ? and content is not null")
                .params(account.value(), id.value())
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    /** Stores how far it is; the file goes when it is over. */
    void move(AccountId account, Import moved, Instant now) {
        jdbc.sql("""
                update csv_import
                set state = :state, tells = :tells, days = :days, columns = :columns, done = :done, new = :new,
                    changed = :changed, unchanged = :unchanged, refused = :refused, touched_at = :now,
                    finished_at = :finished, content = case when :over then null else content end
                where account_id = :account and id = :id
                """)
                .param("state", moved.state().name())
                .param("tells", moved.tells())
                .param("days", moved.days().name())
                .param("columns", moved.columns().names().toArray(String[]::new))
                .param("done", moved.done())
                .param("new", moved.tally().made())
                .param("changed", moved.tally().changed())
                .param("unchanged", moved.tally().unchanged())
                .param("refused", moved.tally().refused())
                .param("now", utc(now))
                .param("finished", moved.finished().map(ImportStore::utc).orElse(null))
                .param("over", moved.state().isOver())
                .param("account", account.value())
                .param("id", moved.id().value())
                .update();
    }

    /** Deletes, of all accounts, what ended before one moment and what nobody ran since another. */
    int forget(Instant ended, Instant left, int limit) {
        return jdbc.sql("""
                delete from csv_import where id in (
                    select id from csv_import
                    where state not in ('CHECKING', 'RUNNING') and touched_at < case state when 'CHECKED'
                        then cast(:left as timestamptz) else cast(:ended as timestamptz) end
                    order by touched_at limit :limit)
                """)
                .param("left", utc(left))
                .param("ended", utc(ended))
                .param("limit", limit)
                .update();
    }

    private static Import read(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Import(
                new ImportId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("kind"),
                row.getString("name"),
                row.getString("actor"),
                State.valueOf(row.getString("state")),
                row.getBoolean("at_once"),
                row.getBoolean("tells"),
                DayOrder.valueOf(row.getString("days")),
                new Columns(texts(row.getArray("header")), texts(row.getArray("columns"))),
                texts(row.getArray("sample")),
                row.getInt("records"),
                row.getInt("done"),
                new Tally(row.getInt("new"), row.getInt("changed"), row.getInt("unchanged"), row.getInt("refused")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(finished).map(OffsetDateTime::toInstant));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
