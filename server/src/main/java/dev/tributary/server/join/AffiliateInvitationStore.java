package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table affiliate_invitation. */
@Component
class AffiliateInvitationStore {
    private final JdbcClient jdbc;

    AffiliateInvitationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the place of one that the same mailbox has from the account already, whose link is dead from then on. */
    void put(AccountId account, AffiliateInvitation invitation, Secret link) {
        jdbc.sql("delete from affiliate_invitation where account_id = ? and lower(email) = lower(?)")
                .params(account.value(), invitation.email())
                .update();
        jdbc.sql("""
                insert into affiliate_invitation (account_id, id, programme, email, offer, hash, author, mailed,
                    created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        account.value(),
                        invitation.id().value(),
                        invitation.programme().value(),
                        invitation.email(),
                        invitation.offer(),
                        link.hash(),
                        invitation.author(),
                        invitation.mailed(),
                        utc(invitation.createdAt()),
                        utc(invitation.expiresAt()))
                .update();
    }

    /** Those of a programme that are open, the newest first. */
    List<AffiliateInvitation> open(AccountId account, ProgrammeId programme, UUID before, Instant now, int limit) {
        return jdbc.sql("""
                        select * from affiliate_invitation
                        where account_id = ? and programme = ? and id < ? and expires_at > ? order by id desc limit ?
                        """)
                .params(account.value(), programme.value(), before, utc(now), limit)
                .query(AffiliateInvitationStore::read)
                .list();
    }

    int count(AccountId account) {
        return jdbc.sql("select count(*) from affiliate_invitation where account_id = ?")
                .param(account.value())
                .query((row, index) -> row.getInt(1))
                .single();
    }

    void deleteExpired(AccountId account, Instant now) {
        jdbc.sql("delete from affiliate_invitation where account_id = ? and expires_at <= ?")
                .params(account.value(), utc(now))
                .update();
    }

    boolean delete(AccountId account, ProgrammeId programme, AffiliateInvitationId id) {
        return jdbc.sql("delete from affiliate_invitation where account_id = ? and programme = ? and id = ?")
                        .params(account.value(), programme.value(), id.value())
                        .update()
                == 1;
    }

    /** The open one with this link. */
    Optional<AffiliateInvitation> byLink(AccountId account, ProgrammeId programme, Secret link, Instant now) {
        return jdbc.sql("""
                        select * from affiliate_invitation
                        where account_id = ? and programme = ? and hash = ? and expires_at > ?
                        """)
                .params(account.value(), programme.value(), link.hash(), utc(now))
                .query(AffiliateInvitationStore::read)
                .optional();
    }

    private static AffiliateInvitation read(ResultSet row, int index) throws SQLException {
        return new AffiliateInvitation(
                new AffiliateInvitationId(row.getObject("id", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                row.getString("email"),
                row.getLong("offer"),
                row.getString("author"),
                row.getBoolean("mailed"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
