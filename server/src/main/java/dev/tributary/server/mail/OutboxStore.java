package dev.tributary.server.mail;

import dev.tributary.webhooks.signature.Vault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table outgoing_mail. It is the installation's, not an account's: whoever sends does not ask whose mail it is. */
@Component
class OutboxStore {
    private static final String SEPARATOR = "\0";

    private final JdbcClient jdbc;
    private final Vault vault;

    OutboxStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(OutgoingMail mail, Instant due, Instant expires) {
        String text = String.join(SEPARATOR, mail.to(), mail.subject(), mail.text());
        jdbc.sql("insert into outgoing_mail (id, sealed, due_at, expires_at) values (?, ?, ?, ?)")
                .params(
                        mail.id(),
                        vault.seal(text.getBytes(StandardCharsets.UTF_8), context(mail.id())),
                        due.atOffset(ZoneOffset.UTC),
                        expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The one that waits longest, put off until {@code heldUntil}: whoever took it and dies leaves it to be taken again. */
    Optional<OutgoingMail> take(Instant now, Instant heldUntil) {
        return jdbc.sql("""
                        update outgoing_mail set due_at = ?, tries = tries + 1
                        where id = (
                            select id from outgoing_mail where due_at <= ? order by due_at limit 1
                            for update skip locked)
                        returning id, sealed, tries
                        """)
                .params(heldUntil.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))
                .query(this::read)
                .optional();
    }

    void putOff(UUID id, Instant due) {
        jdbc.sql("update outgoing_mail set due_at = ? where id = ?")
                .params(due.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from outgoing_mail where id = ?").param(id).update();
    }

    /** How many were given up. */
    int dropExpired(Instant now) {
        return jdbc.sql("delete from outgoing_mail where expires_at <= ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private OutgoingMail read(ResultSet row, int index) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String text = new String(vault.open(row.getBytes("sealed"), context(id)), StandardCharsets.UTF_8);
        String[] parts = text.split(SEPARATOR, 3);
        return new OutgoingMail(id, parts[0], parts[1], parts[2], row.getInt("tries"));
    }

    private static String context(UUID id) {
        return "mail:" + id;
    }
}
