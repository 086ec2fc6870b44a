package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.signature.OtherMasterKey;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * All nodes of an installation have one master key, else none could open what another one sealed: the first leaves
 * something sealed, and every other one has to open it.
 */
public final class OneMasterKey {
    private static final String CONTEXT = "installation";

    /** Something sealed, and for what. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(byte[] bytes, String context) {}

    private OneMasterKey() {}

    /**
     * To be called before anything is sealed.
     *
     * @throws OtherMasterKey if the installation has another one
     */
    public static void require(DataSource source, Vault vault) {
        require(new Database(source), vault);
    }

    static void require(Database database, Vault vault) {
        database.write(connection -> {
            if (left(connection).isEmpty()) {
                secret(connection).ifPresent(older -> open(vault, older));
                leave(connection, vault);
            }
            open(vault, left(connection).orElseThrow());
            return vault;
        });
    }

    private static void open(Vault vault, Sealed found) {
        try {
            vault.open(found.bytes(), found.context());
        } catch (Vault.SealBroken e) {
            throw new OtherMasterKey(e);
        }
    }

    private static Optional<Sealed> left(Connection connection) throws SQLException {
        return Rows.first(
                connection, "select sealed from sealed_sample", row -> new Sealed(row.getBytes("sealed"), CONTEXT));
    }

    /** Of an installation from before anything was left. */
    private static Optional<Sealed> secret(Connection connection) throws SQLException {
        return Rows.first(
                connection,
                "select account_id, sealed from endpoint_secret order by id desc limit 1",
                row -> new Sealed(row.getBytes("sealed"), new AccountId(Rows.uuid(row, "account_id")).toString()));
    }

    /** Unless another node did so just now. */
    private static void leave(Connection connection, Vault vault) throws SQLException {
        byte[] bytes = vault.seal(CONTEXT.getBytes(StandardCharsets.UTF_8), CONTEXT);
        Rows.update(connection, "insert into sealed_sample (sealed) values (?) on conflict do nothing", (Object) bytes);
    }
}
