package dev.tributary.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.testkit.TestDatabase;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings that are changed while names are looked up. */
@Tag("database")
class ChangingTest {
    private final TestDatabase database = TestDatabase.create();
    private Runnable meanwhile = () -> {};
    private final OneAccount owner = new OneAccount(database, _ -> {
        meanwhile.run();
        return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral("8.8.8.8")));
    });
    private final Endpoint endpoint = owner.endpoint("https://8.8.8.8/");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nothing_of_the_database_is_held_while_a_name_is_looked_up() {
        int[] lent = {-1};
        meanwhile = () -> lent[0] =
                ((HikariDataSource) database.dataSource()).getHikariPoolMXBean().getActiveConnections();

        assertThat(change("https://hooks.example/", Optional.of(1L))).isPresent();
        assertThat(lent).containsExactly(0);
    }

    @Test
    void who_changes_it_while_a_name_is_looked_up_is_not_overwritten_unseen() {
        meanwhile = () -> owner.endpoints.pause(owner.account, endpoint.id());

        assertThatThrownBy(() -> change("https://hooks.example/", Optional.of(1L)))
                .isInstanceOf(VersionConflict.class);
        assertThat(now().settings()).isEqualTo(endpoint.settings());
        assertThat(now().status()).isEqualTo(Status.PAUSED);
    }

    @Test
    void one_that_is_deleted_while_a_name_is_looked_up_is_not_changed() {
        meanwhile = () -> owner.endpoints.delete(owner.account, endpoint.id());

        assertThat(change("https://hooks.example/", Optional.empty())).isEmpty();
    }

    @Test
    void a_url_that_stays_is_not_looked_up_again() {
        change("https://hooks.example/", Optional.empty());
        meanwhile = () -> {
            throw new AssertionError("looked up again");
        };

        assertThat(change("https://hooks.example/", Optional.empty())).isPresent();
    }

    private Optional<Endpoint> change(String url, Optional<Long> version) {
        return owner.endpoints.change(owner.account, endpoint.id(), EndpointSettings.forUrl(url), version);
    }

    private Endpoint now() {
        return owner.endpoints.find(owner.account, endpoint.id()).orElseThrow();
    }
}
