package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.SettableClock;
import dev.tributary.testkit.TestCertificate;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.FaultRow.Expected;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.transport.NameResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each row of {@link FaultTable} through a whole engine whose clock stands still: all at once, each with an account of
 * its own.
 */
@Tag("database")
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyReceiversTest {
    private static final String SCHEDULE = "0s,1h,2h";

    private final FaultTable table = new FaultTable();
    private final List<FaultRow> rows = table.rows();
    private final SettableClock clock = SettableClock.at(FaultTable.NOW);
    private final Map<FaultRow, Endpoint> endpoints = new HashMap<>();
    private final Map<FaultRow, RecordedFault> first = new HashMap<>();
    private RunningEngine engine;

    @BeforeAll
    void attempt_all() {
        engine = engine(TestDatabase.create());
        engine.webhooks.start(true);
        rows.forEach(row -> endpoints.put(row, endpoint(row)));
        rows.stream().filter(row -> !row.isHasty()).forEach(this::publish);
        rows.stream().filter(row -> row.events() == 2).forEach(row -> {
            recorded(row, 1);
            publish(row);
            Await.until(RunningEngine.PATIENCE, row + ": second event", () -> attempted(row) == 2);
        });
        rows.stream().filter(row -> !row.isHasty()).forEach(row -> first.put(row, recorded(row, 1)));
        // by now all code is warm, so that a second is time enough for what must come before the deadline
        rows.stream().filter(FaultRow::isHasty).forEach(this::publish);
        rows.stream().filter(FaultRow::isHasty).forEach(row -> first.put(row, recorded(row, 1)));
    }

    @AfterAll
    void close() {
        engine.close();
        table.elsewhere.close();
        rows.forEach(row -> row.receiver().close());
    }

    List<FaultRow> rows() {
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void each_row_is_what_is_on_record_after_one_attempt(FaultRow row) {
        Expected expected = row.expected();
        RecordedFault seen = firstOf(row);

        assertThat(seen.state()).as("%s", seen).isEqualTo(expected.state().text());
        assertThat(seen.attempts()).isEqualTo(1);
        assertThat(seen.rows()).isEqualTo(1);
        assertThat(seen.loose()).isTrue();
        assertThat(seen.url()).isEqualTo(row.url());
        assertThat(seen.outcome()).isEqualTo(expected.outcome()).isEqualTo(seen.lastOutcome());
        assertThat(seen.status()).isEqualTo(expected.status()).isEqualTo(seen.lastStatus());
        assertThat(seen.error().orElse("")).startsWith(expected.error()).doesNotContain(table.elsewhere.port() + "");
        assertThat(seen.error().isEmpty()).isEqualTo(expected.error().isEmpty());
        assertThat(seen.requests()).as("requests").isEqualTo(expected.requests());
        assertThat(seen.connections()).as("connections").isEqualTo(expected.connections());
        assertThat(status(row)).isEqualTo(expected.endpoint());
        assertDue(seen, expected);
        assertThat(seen.durationMillis()).isLessThan(row.timeoutSeconds() * 1000 + 2000);
        assertThat(table.elsewhere.connections()).as("redirects followed").isZero();
    }

    private static void assertDue(RecordedFault seen, Expected expected) {
        assertThat(seen.due().isPresent()).isEqualTo(expected.pause().isPresent());
        expected.pause()
                .ifPresent(wait -> assertThat(
                                Duration.between(FaultTable.NOW, seen.due().orElseThrow()))
                        .isBetween(wait.least(), wait.most()));
    }

    @Test
    void of_an_endless_answer_64_kib_are_read_and_16_are_kept() {
        RecordedFault huge = firstOf(row("a body of 20 MB is cut off and is a delivery"));

        assertThat(huge.body()).hasSize(16 * 1024);
        assertThat(huge.truncated()).isTrue();
        assertThat(huge.bytesSent()).isLessThan(20 * 1024 * 1024);
    }

    @Test
    void what_was_packed_is_kept_packed() {
        byte[] kept = firstOf(row("a gzip bomb stays packed")).body();

        assertThat(kept).startsWith(0x1f, 0x8b).hasSizeLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void what_failed_is_delivered_once_when_its_receiver_is_well_again() {
        List<FaultRow> mended = rows.stream()
                .filter(row -> row.expected().state() == State.RETRYING)
                .filter(row -> row.expected().requests() > 0)
                .toList();
        mended.forEach(row -> row.receiver().behave(Behaviour.OK));
        engine.change(
                "update endpoint set timeout_seconds = 15, version = version + 1"); // a busy machine takes its time

        clock.advance(Duration.ofHours(25));

        for (FaultRow row : mended) {
            RecordedFault seen = recorded(row, 2);
            assertThat(seen.state()).as("%s: %s", row, seen).isEqualTo("delivered");
            assertThat(seen.attempts()).isEqualTo(2);
            assertThat(seen.requests()).isEqualTo(row.expected().requests() + 1);
            assertThat(row.receiver().requests().getLast().header("tributary-attempt"))
                    .contains("2");
        }
    }

    private RunningEngine engine(TestDatabase database) {
        String[] allowed =
                rows.stream().filter(FaultRow::allowed).map(FaultRow::url).toArray(String[]::new);
        DispatchSettings one = DispatchSettings.defaults().withEventLoops(1);
        return new RunningEngine(
                database,
                new Webhooks(
                        RunningEngine.settings(one, SCHEDULE, allowed),
                        database.dataSource(),
                        database.dataSource(),
                        new Vault(new byte[32]),
                        RunningEngine.catalogue(),
                        clock,
                        Optional.of(names()),
                        Optional.of(TestCertificate.trusted())));
    }

    private static NameResolver names() {
        AtomicBoolean saved = new AtomicBoolean();
        return host -> switch (host) {
            case FaultTable.UNKNOWN -> CompletableFuture.failedFuture(new IOException("no such name"));
            case FaultTable.REBINDS -> answer(saved.getAndSet(true) ? "127.0.0.1" : "8.8.8.8");
            default -> answer("127.0.0.1");
        };
    }

    private static CompletableFuture<List<InetAddress>> answer(String address) {
        return CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral(address)));
    }

    private Endpoint endpoint(FaultRow row) {
        AccountId account = new AccountId(UUID.randomUUID());
        engine.webhooks.accountSwitch().set(account, true);
        EndpointSettings settings = EndpointSettings.forUrl(row.url()).withTimeoutSeconds(row.timeoutSeconds());
        return engine.webhooks.endpoints().create(account, settings, Optional.empty());
    }

    private Endpoint endpointOf(FaultRow row) {
        return Objects.requireNonNull(endpoints.get(row));
    }

    private RecordedFault firstOf(FaultRow row) {
        return Objects.requireNonNull(first.get(row));
    }

    private void publish(FaultRow row) {
        engine.publishFor(endpointOf(row).account(), SOLD, "hat:1", "{}");
    }

    private RecordedFault recorded(FaultRow row, int attempts) {
        return RecordedFault.await(engine, endpointOf(row).account(), row, attempts);
    }

    private long attempted(FaultRow row) {
        return engine.value(
                "select count(*) from attempt where account_id = ?",
                Long.class,
                endpointOf(row).account().value());
    }

    private Status status(FaultRow row) {
        Endpoint endpoint = endpointOf(row);
        return engine.webhooks
                .endpoints()
                .find(endpoint.account(), endpoint.id())
                .orElseThrow()
                .status();
    }

    private FaultRow row(String sentence) {
        return rows.stream()
                .filter(row -> row.sentence().equals(sentence))
                .findFirst()
                .orElseThrow();
    }
}
