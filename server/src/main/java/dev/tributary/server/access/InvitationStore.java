package dev.tributary.server.access;

import dev.tributary.server.account.Role;
import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table invitation. */
@Component
class InvitationStore {
    private final JdbcClient jdbc;

    InvitationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the place of one that the same person has from the account already. */
    void put(Invitation invitation, byte[] hash) {
        jdbc.sql("delete from invitation where account_id = ? and email = ?")
                .params(invitation.account().value(), invitation.email())
                .update();
        jdbc.sql("""
                insert into invitation (id, account_id, hash, email, role, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        invitation.id().value(),
                        invitation.account().value(),
                        hash,
                        invitation.email(),
                        invitation.role().text(),
                        utc(invitation.createdAt()),
                        utc(invitation.expiresAt()))
                .update();
    }

    List<Invitation> list(AccountId account, Instant now) {
        return jdbc.sql("select * from invitation where account_id = ? and expires_at > ? order by email")
                .params(account.value(), utc(now))
                .query(InvitationStore::read)
                .list();
    }

    boolean delete(AccountId account, InvitationId id) {
        return jdbc.sql("delete from invitation where account_id = ? and id = ?")
                        .params(account.value(), id.value())
                        .update()
                == 1;
    }

    void deleteExpired(AccountId account, Instant now) {
        jdbc.sql("delete from invitation where account_id = ? and expires_at <= ?")
                .params(account.value(), utc(now))
                .update();
    }

    Optional<Invitation> byHash(byte[] hash, Instant now) {
        return jdbc.sql("select * from invitation where hash = ? and expires_at > ?")
                .params(hash, utc(now))
                .query(InvitationStore::read)
                .optional();
    }

    Optional<Invitation> take(byte[] hash, Instant now) {
        return jdbc.sql("delete from invitation where hash = ? and expires_at > ? returning *")
                .params(hash, utc(now))
                .query(InvitationStore::read)
                .optional();
    }

    private static Invitation read(ResultSet row, int number) throws SQLException {
        return new Invitation(
                new InvitationId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("email"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
