package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.Behaviour.Expected;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.transport.Outcome.Accepted;
import dev.tributary.webhooks.transport.Outcome.Forbidden;
import dev.tributary.webhooks.transport.Outcome.Interrupted;
import dev.tributary.webhooks.transport.Outcome.Reason;
import dev.tributary.webhooks.transport.Outcome.Rejected;
import dev.tributary.webhooks.transport.Outcome.Unreachable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every behaviour of a receiver, and what it is taken for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyReceiverTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
    private final Outgoing outgoing = new Outgoing().allow(receiver);

    @BeforeAll
    void warm_up_so_that_short_deadlines_are_fair() {
        assertThat(outgoing.send(receiver.url("/"))).isInstanceOf(Accepted.class);
    }

    @AfterAll
    void close() {
        outgoing.close();
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void each_behaviour_has_its_outcome(Behaviour behaviour) {
        receiver.behave(behaviour);
        Duration deadline = behaviour.expected() == Expected.TIMEOUT ? SHORT : Outgoing.PATIENCE;
        int before = receiver.requests().size();

        Outcome outcome = outgoing.send(receiver.url("/hook"), deadline);

        assertThat(seen(outcome)).as("%s", outcome).isEqualTo(behaviour.expected());
        assertThat(receiver.requests().size()).isGreaterThan(before);
        assertThat(outcome.timing().total()).isLessThan(deadline.plusSeconds(2));
    }

    private static Expected seen(Outcome outcome) {
        return switch (outcome) {
            case Accepted _ -> Expected.DELIVERED;
            case Rejected _ -> Expected.REJECTED;
            case Unreachable u ->
                switch (u.reason()) {
                    case TIMEOUT -> Expected.TIMEOUT;
                    case RESET -> Expected.RESET;
                    case PROTOCOL -> Expected.NOT_HTTP;
                    case DNS, CONNECT, TLS -> throw new AssertionError(outcome);
                };
            case Forbidden _, Interrupted _ -> throw new AssertionError(outcome);
        };
    }

    @Test
    void a_long_answer_is_kept_to_16_kib_and_its_connection_closed() {
        receiver.behave(Behaviour.HUGE_BODY);

        Answer answer = ((Accepted) outgoing.send(receiver.url("/huge"))).answer();

        assertThat(answer.body()).hasSize(16 * 1024);
        assertThat(answer.truncated()).isTrue();
    }

    @Test
    void packed_bytes_stay_packed() {
        receiver.behave(Behaviour.GZIP_BOMB);

        Answer answer = ((Accepted) outgoing.send(receiver.url("/bomb"))).answer();

        assertThat(answer.body()).startsWith(0x1f, 0x8b);
    }

    @Test
    void headers_are_kept_to_16_kib() {
        receiver.behave(Behaviour.LONG_HEADERS);

        Answer answer = ((Accepted) outgoing.send(receiver.url("/headers"))).answer();

        assertThat(answer.headers()).hasSize(16);
        assertThat(text(answer)).isEqualTo("ok");
    }

    @Test
    void a_redirect_is_reported_and_not_followed() {
        receiver.behave(Behaviour.REDIRECT_TO_PRIVATE);
        int before = receiver.requests().size();

        Answer answer = ((Rejected) outgoing.send(receiver.url("/moved"))).answer();

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.headers()).contains(new Header("Location", "http://169.254.169.254/latest"));
        assertThat(receiver.requests()).hasSize(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"TOO_MANY_SECONDS, PT2M", "TOO_MANY_DATE, PT0S", "TOO_MANY_GARBAGE,", "UNAVAILABLE,"})
    void retry_after_is_read(Behaviour behaviour, Duration expected) {
        receiver.behave(behaviour);

        Rejected rejected = (Rejected) outgoing.send(receiver.url("/busy"));

        assertThat(rejected.retryAfter()).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @EnumSource(names = {"DRIPS_BODY", "RESETS_IN_BODY", "CLOSES_IN_CHUNK", "HALF_CLOSES_IN_BODY"})
    void what_arrived_of_a_broken_answer_is_kept(Behaviour behaviour) {
        receiver.behave(behaviour);

        Unreachable unreachable = (Unreachable) outgoing.send(receiver.url("/broken"), SHORT);

        assertThat(unreachable.partial()).isPresent();
        assertThat(unreachable.partial().orElseThrow().status()).isEqualTo(200);
        assertThat(text(unreachable.partial().orElseThrow())).startsWith("partial");
    }

    @Test
    void a_refused_connection_is_told_apart() {
        int port;
        try (FaultyReceiver gone = FaultyReceiver.start(Behaviour.OK)) {
            port = gone.port();
        }
        try (Outgoing other = new Outgoing().allow("http://127.0.0.1:" + port)) {
            Unreachable unreachable = (Unreachable) other.send("http://127.0.0.1:" + port + "/");

            assertThat(unreachable.reason()).isEqualTo(Reason.CONNECT);
        }
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
