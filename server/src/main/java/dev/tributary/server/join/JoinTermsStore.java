package dev.tributary.server.join;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table programme_terms: only ever added to. */
@Component
class JoinTermsStore {
    private final JdbcClient jdbc;

    JoinTermsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AccountId account, ProgrammeId programme, JoinTerms terms) {
        jdbc.sql("""
                insert into programme_terms (account_id, programme, version, text, author, created_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(
                        account.value(),
                        programme.value(),
                        terms.version(),
                        terms.text(),
                        terms.author(),
                        terms.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those below a version, the newest first. */
    List<JoinTerms> newest(AccountId account, ProgrammeId programme, long below, int limit) {
        return jdbc.sql("""
                        select * from programme_terms
                        where account_id = ? and programme = ? and version < ? order by version desc limit ?
                        """)
                .params(account.value(), programme.value(), below, limit)
                .query(JoinTermsStore::read)
                .list();
    }

    Optional<JoinTerms> find(AccountId account, ProgrammeId programme, int version) {
        return jdbc.sql("select * from programme_terms where account_id = ? and programme = ? and version = ?")
                .params(account.value(), programme.value(), version)
                .query(JoinTermsStore::read)
                .optional();
    }

    private static JoinTerms read(ResultSet row, int index) throws SQLException {
        return new JoinTerms(
                row.getInt("version"),
                row.getString("text"),
                row.getString("author"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
