package dev.tributary.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.dispatch.OneMasterKey;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.signature.OtherMasterKey;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.sql.Database;
import dev.tributary.webhooks.sql.Rows;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
@Tag("again")
class OneMasterKeyTest {
    private static final String ORIGIN = "https://hats.example.com";

    private final TestDatabase database = TestDatabase.create();
    private final Database sql = new Database(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_node_with_another_master_key_than_the_first_does_not_start() {
        try (Webhooks first = engine(1)) {
            first.start(false);
            try (Webhooks same = engine(1);
                    Webhooks other = engine(2)) {
                same.start(false);
                assertThatThrownBy(() -> other.start(false)).isInstanceOf(OtherMasterKey.class);
                assertThat(count("select count(*) from node")).isEqualTo(2);
            }
        }
    }

    @Test
    void nor_one_that_can_not_open_the_secrets_of_an_older_installation() {
        try (Webhooks first = engine(1)) {
            AccountId account = new AccountId(UUID.randomUUID());
            first.accountSwitch().set(account, true);
            first.endpoints().create(account, EndpointSettings.forUrl(ORIGIN + "/"), Optional.empty());
        }
        assertThatThrownBy(() -> OneMasterKey.require(database.dataSource(), vault(2)))
                .isInstanceOf(OtherMasterKey.class);
        assertThat(count("select count(*) from sealed_sample")).isZero();
        OneMasterKey.require(database.dataSource(), vault(1));
        assertThat(count("select count(*) from sealed_sample")).isOne();
    }

    private Webhooks engine(int key) {
        return new Webhooks(
                RunningEngine.settings(DispatchSettings.defaults(), "0s", ORIGIN + "/"),
                database.dataSource(),
                database.dataSource(),
                vault(key),
                RunningEngine.catalogue());
    }

    private static Vault vault(int key) {
        byte[] bytes = new byte[Vault.KEY_BYTES];
        bytes[0] = (byte) key;
        return new Vault(bytes);
    }

    private long count(String query) {
        return sql.read(connection -> Rows.first(connection, query, row -> row.getLong(1)))
                .orElseThrow();
    }
}
