package dev.tributary.server.click;

import dev.tributary.webhooks.endpoint.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table tracking. */
@Component
class TrackingStore {
    private final JdbcClient jdbc;

    TrackingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a key, unless the account has one. */
    void insert(AccountId account, String publicKey) {
        jdbc.sql("insert into tracking (account_id, public_key) values (?, ?) on conflict (account_id) do nothing")
                .params(account.value(), publicKey)
                .update();
    }

    void change(AccountId account, Hosts hosts) {
        jdbc.sql("update tracking set hosts = :hosts where account_id = :account")
                .param("hosts", hosts.names().toArray(String[]::new))
                .param("account", account.value())
                .update();
    }

    Optional<Tracking.Shop> find(AccountId account) {
        return jdbc.sql("select * from tracking where account_id = ?")
                .param(account.value())
                .query(TrackingStore::read)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Tracking.Shop> lock(AccountId account) {
        return jdbc.sql("select * from tracking where account_id = ? for no key update")
                .param(account.value())
                .query(TrackingStore::read)
                .optional();
    }

    /** Whose these keys are. No account is given: the key is all that a shop's page says of it. */
    List<Tracking.Shop> behind(Collection<String> publicKeys) {
        return jdbc.sql("select * from tracking where public_key = any (:keys)")
                .param("keys", publicKeys.toArray(String[]::new))
                .query(TrackingStore::read)
                .list();
    }

    private static Tracking.Shop read(ResultSet row, int number) throws SQLException {
        return new Tracking.Shop(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("public_key"),
                new Hosts(List.of((String[]) row.getArray("hosts").getArray())));
    }
}
