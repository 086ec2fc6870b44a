package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table affiliate_note. */
@Component
class AffiliateNoteStore {
    private final JdbcClient jdbc;

    AffiliateNoteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AccountId account, long affiliate, AffiliateNote note) {
        jdbc.sql("""
                insert into affiliate_note (account_id, id, affiliate, author, text, created_at)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(
                        account.value(),
                        note.id(),
                        affiliate,
                        note.author(),
                        note.text(),
                        note.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest first. */
    List<AffiliateNote> newest(AccountId account, long affiliate, int limit) {
        return jdbc.sql("""
                        select * from affiliate_note where account_id = ? and affiliate = ? order by id desc limit ?
                        """)
                .params(account.value(), affiliate, limit)
                .query((row, index) -> new AffiliateNote(
                        row.getObject("id", UUID.class),
                        row.getString("author"),
                        row.getString("text"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    int count(AccountId account, long affiliate) {
        return jdbc.sql("select count(*) from affiliate_note where account_id = ? and affiliate = ?")
                .params(account.value(), affiliate)
                .query((row, index) -> row.getInt(1))
                .single();
    }

    boolean delete(AccountId account, long affiliate, UUID id) {
        return jdbc.sql("delete from affiliate_note where account_id = ? and affiliate = ? and id = ?")
                        .params(account.value(), affiliate, id)
                        .update()
                == 1;
    }
}
