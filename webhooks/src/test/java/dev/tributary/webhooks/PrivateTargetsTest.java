package dev.tributary.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestCertificate;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.InvalidEndpoint;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that lead inside, as an owner would try to save and to test them. */
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateTargetsTest {
    private volatile String answer = "8.8.8.8";
    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK, TestCertificate.GOOD);
    private final TestDatabase database = TestDatabase.create();
    private final RunningEngine engine = new RunningEngine(
            database,
            new Webhooks(
                    RunningEngine.settings(DispatchSettings.defaults(), "0s,1h"),
                    database.dataSource(),
                    database.dataSource(),
                    new Vault(new byte[32]),
                    RunningEngine.catalogue(),
                    InstantSource.system(),
                    Optional.of(_ -> CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(answer)))),
                    Optional.of(TestCertificate.trusted())));

    @AfterAll
    void close() {
        engine.close();
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.0.0.1./",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://１２７.0.0.1/",
                "https://127。0。0。1/",
                "https://10.1.2.3:8443/",
                "https://100.64.0.1/",
                "https://168.63.129.16/metadata",
                "https://169.254.169.254/latest/meta-data/",
                "https://192.168.1.1/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[64:ff9b::169.254.169.254]/",
                "https://[2002:7f00:1::]/",
                "https://[fd00::1]/",
                "https://[fe80::1%25eth0]/",
                "https://user@8.8.8.8/",
                "http://hooks.example/",
                "https://8.8.8.8/#fragment"
            })
    void none_of_these_can_be_saved(String url) {
        InvalidEndpoint refusal = catchThrowableOfType(InvalidEndpoint.class, () -> engine.endpoint(url));

        assertThat(refusal.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"})
    void a_name_that_leads_there_can_not_be_saved_and_if_it_moves_there_later_not_be_tested(String address) {
        String url = receiver.url(TestCertificate.NAME, "/");
        answer = address;
        assertThat(catchThrowableOfType(InvalidEndpoint.class, () -> engine.endpoint(url))
                        .getMessage())
                .contains("private-address")
                .doesNotContain(address);
        answer = "8.8.8.8";
        Endpoint endpoint = engine.endpoint(url);

        answer = address;
        Attempt test = test(endpoint);

        assertThat(test.outcome()).isEqualTo("forbidden");
        assertThat(test.error().orElseThrow()).startsWith("private-address: ").doesNotContain(address);
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void what_is_public_can_be_saved() {
        answer = "8.8.8.8";

        assertThat(engine.endpoint("https://hooks.example:8443/x?y").settings().url())
                .isEqualTo("https://hooks.example:8443/x?y");
    }

    private Attempt test(Endpoint endpoint) {
        TopicDefinition topic =
                RunningEngine.catalogue().find(RunningEngine.SOLD).orElseThrow();
        return engine.webhooks.test(engine.account, endpoint.id(), topic).orElseThrow();
    }
}
