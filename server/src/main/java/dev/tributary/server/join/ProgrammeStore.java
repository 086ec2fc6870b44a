package dev.tributary.server.join;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The table programme. Fields and terms have stores of their own. */
@Component
class ProgrammeStore {
    private static final String SELECT = """
            select p.*, t.version as terms_version, t.text as terms_text, t.author as terms_author,
                t.created_at as terms_at, (
                select coalesce(json_agg(json_build_object('number', f.number, 'label', f.label, 'kind', f.kind,
                    'required', f.required, 'choices', f.choices) order by f.position), '[]')
                from programme_field f where f.account_id = p.account_id and f.programme = p.id) as fields
            from programme p
            left join programme_terms t on t.account_id = p.account_id and t.programme = p.id and t.version = p.terms
            """;

    private final JdbcClient jdbc;

    ProgrammeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A programme and whose it is. */
    record Owned(AccountId account, Programme programme) {}

    /** Whether it was inserted; not if its slug is somebody's. */
    boolean insert(AccountId account, Programme programme) {
        return bound(account, programme, """
                        insert into programme (account_id, id, slug, name, intro, offer, born, is_open, confirm_email,
                            asks, created_at, version)
                        values (:account, :id, :slug, :name, :intro, :offer, :born, :open, :confirm, :asks, :created,
                            :version)
                        on conflict (slug) do nothing
                        """)
                        .param("created", programme.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void update(AccountId account, Programme programme) {
        bound(account, programme, """
                update programme set slug = :slug, name = :name, intro = :intro, offer = :offer, born = :born,
                    is_open = :open, confirm_email = :confirm, asks = :asks, terms = :terms, updated_at = :updated,
                    version = :version
                where account_id = :account and id = :id
                """)
                .param("terms", programme.terms().map(JoinTerms::version).orElse(null))
                .param("updated", utc(programme.updatedAt()))
                .update();
    }

    /** The oldest first. */
    List<Programme> list(AccountId account, int limit) {
        return jdbc.sql(SELECT + "where p.account_id = ? order by p.id limit ?")
                .params(account.value(), limit)
                .query(ProgrammeRow::read)
                .list();
    }

    Optional<Programme> find(AccountId account, ProgrammeId id) {
        return jdbc.sql(SELECT + "where p.account_id = ? and p.id = ?")
                .params(account.value(), id.value())
                .query(ProgrammeRow::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Programme> lock(AccountId account, ProgrammeId id) {
        return jdbc.sql(SELECT + "where p.account_id = ? and p.id = ? for no key update of p")
                .params(account.value(), id.value())
                .query(ProgrammeRow::read)
                .optional();
    }

    /** The one that a public URL names, whosever it is. */
    Optional<Owned> bySlug(String slug) {
        return jdbc.sql(SELECT + "where p.slug = ?")
                .param(slug)
                .query((row, index) -> new Owned(
                        new AccountId(row.getObject("account_id", UUID.class)), ProgrammeRow.read(row, index)))
                .optional();
    }

    /** Whether somebody else has this slug. */
    boolean isTaken(String slug, ProgrammeId but) {
        return jdbc.sql("select 1 from programme where slug = ? and id <> ?")
                .params(slug, but.value())
                .query((row, index) -> true)
                .optional()
                .isPresent();
    }

    /** Keeps others of the account from doing the same until the transaction ends. */
    void lockAccount(AccountId account) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('programme ' || ?, 0))")
                .param(account.toString())
                .query((row, index) -> index)
                .single();
    }

    private StatementSpec bound(AccountId account, Programme programme, String sql) {
        Programme.About about = programme.about();
        return jdbc.sql(sql)
                .param("account", account.value())
                .param("id", programme.id().value())
                .param("slug", about.slug())
                .param("name", about.name())
                .param("intro", about.intro())
                .param("offer", about.offer().orElse(null))
                .param("born", about.born().name())
                .param("open", about.open())
                .param("confirm", about.confirmEmail())
                .param("asks", about.asks().stream().map(Ask::text).sorted().toArray(String[]::new))
                .param("version", programme.version());
    }

    private static @Nullable OffsetDateTime utc(Optional<Instant> time) {
        return time.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
