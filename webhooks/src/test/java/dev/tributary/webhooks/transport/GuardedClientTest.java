package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.webhooks.transport.Outcome.Accepted;
import dev.tributary.webhooks.transport.Outcome.Forbidden;
import dev.tributary.webhooks.transport.Outcome.Interrupted;
import dev.tributary.webhooks.transport.Outcome.Reason;
import dev.tributary.webhooks.transport.Outcome.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedClientTest {
    private static final Duration PATIENCE = Outgoing.PATIENCE;

    private final FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
    private final Outgoing outgoing = new Outgoing().allow(receiver).allow(receiver.url("hooks.test", ""));

    @AfterEach
    void close() {
        outgoing.close();
        receiver.close();
    }

    @Test
    void a_request_arrives_byte_for_byte() {
        Outcome outcome = outgoing.send(receiver.url("hooks.test", "/a//b/../%2e?x=%20&y[]=1"));

        assertThat(outcome).isInstanceOf(Accepted.class);
        ReceivedRequest request = receiver.await(1, PATIENCE);
        assertThat(request.line()).isEqualTo("POST /a//b/../%2e?x=%20&y[]=1 HTTP/1.1");
        assertThat(request.header("host")).contains("hooks.test:" + receiver.port());
        assertThat(request.header("webhook-id")).contains("evt_1");
        assertThat(request.header("content-length")).contains("7");
        assertThat(request.headers()).hasSize(4);
        assertThat(request.body()).isEqualTo("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_empty_body_has_its_length() {
        Request request = new Request(Target.parse(receiver.url("/")), List.of(), new byte[0], PATIENCE);

        assertThat(Outgoing.await(outgoing.start(request))).isInstanceOf(Accepted.class);
        assertThat(receiver.await(1, PATIENCE).header("content-length")).contains("0");
    }

    @Test
    void a_connection_is_kept_and_its_phases_are_told_once() {
        Timing first = outgoing.send(receiver.url("/")).timing();
        List<Timing> later = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            later.add(outgoing.send(receiver.url("/")).timing());
        }

        assertThat(first.connect()).isPresent();
        assertThat(first.firstByte()).isPresent();
        assertThat(later).anySatisfy(timing -> assertThat(timing.connect()).isEmpty());
        assertThat(receiver.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_name_that_is_rebound_after_saving_is_refused_at_the_next_connect() {
        Target target = Target.parse("https://rebound.test/");
        outgoing.resolve(_ -> CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral("8.8.8.8"))));
        outgoing.policy().checkSave(target);

        outgoing.resolve(_ -> CompletableFuture.completedFuture(List.of(Outgoing.loopback())));
        Forbidden forbidden = (Forbidden) outgoing.send("https://rebound.test/");

        assertThat(forbidden.rule()).isEqualTo("private-address");
        assertThat(forbidden.detail()).contains("rebound.test").doesNotContain("127.0.0.1");
    }

    @Test
    void one_private_address_among_public_ones_stops_the_request() {
        outgoing.resolve(_ -> CompletableFuture.completedFuture(
                List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1"))));

        assertThat(outgoing.send("https://mixed.test/")).isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/, private-address",
        "https://[::1]/, private-address",
        "https://[::ffff:10.0.0.1]/, private-address",
        "https://[64:ff9b::7f00:1]/, private-address",
        "https://１２７.0.0.1/, private-address",
        "https://127.0.0.1./, private-address",
        "http://8.8.8.8/, https-required"
    })
    void every_spelling_is_judged_at_connect_too(String url, String rule) {
        assertThat(((Forbidden) outgoing.send(url)).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({"Host, x", "content-LENGTH, 5", "Transfer-Encoding, chunked", "X-A, 'a\r\nb'", "'X A', b", "'', b"})
    void a_header_that_would_break_the_message_is_never_sent(String name, String value) {
        Request request =
                new Request(Target.parse(receiver.url("/")), List.of(new Header(name, value)), new byte[0], PATIENCE);

        assertThat(((Forbidden) Outgoing.await(outgoing.start(request))).rule()).isEqualTo("header");
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void a_name_that_this_machine_had_no_thread_to_look_up_charges_nothing() {
        outgoing.resolve(_ -> CompletableFuture.failedFuture(new CompletionException(new LookUpFault())));
        assertThat(outgoing.send("https://nowhere.test/")).isInstanceOf(Interrupted.class);
    }

    @Test
    void a_name_that_does_not_resolve_is_a_dns_failure() {
        outgoing.resolve(_ -> CompletableFuture.failedFuture(new IOException("NXDOMAIN")));

        assertThat(((Unreachable) outgoing.send("https://nowhere.test/")).reason())
                .isEqualTo(Reason.DNS);
    }

    @Test
    void a_resolver_that_never_answers_meets_the_deadline() {
        outgoing.resolve(_ -> new CompletableFuture<>());

        Outcome outcome = outgoing.send("https://slow.test/", Duration.ofMillis(200));

        assertThat(((Unreachable) outcome).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void who_stood_still_past_the_deadline_sends_nothing_any_more_and_charges_nothing() {
        for (int loop = 0; loop < 2; loop++) { // so that no connection need be made, which would take another turn
            assertThat(outgoing.send(receiver.url("hooks.test", "/"))).isInstanceOf(Accepted.class);
        }
        outgoing.resolve(_ -> {
            standStill(Duration.ofSeconds(1));
            return CompletableFuture.completedFuture(List.of(Outgoing.loopback()));
        });
        assertThat(outgoing.send(receiver.url("hooks.test", "/"), Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        Interrupted.class,
                        interrupted -> assertThat(interrupted.fault().orElseThrow())
                                .startsWith("The installation stood still for longer than the deadline."));
        outgoing.resolve(_ -> CompletableFuture.completedFuture(List.of(Outgoing.loopback())));
        assertThat(outgoing.send(receiver.url("hooks.test", "/"))).isInstanceOf(Accepted.class);
        assertThat(receiver.requests()).hasSize(3);
    }

    @Test
    void an_answer_that_came_in_time_counts_though_this_process_stood_still_past_the_deadline() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (FaultyReceiver held = FaultyReceiver.held(Behaviour.OK, release)) {
            outgoing.allow(held).allow(held.url("hooks.test", ""));
            CompletableFuture<Outcome> first = outgoing.start(Outgoing.post(held.url("/"), Duration.ofSeconds(2)));
            held.await(1, Outgoing.PATIENCE);
            outgoing.resolve(_ -> {
                release.countDown();
                standStill(Duration.ofMillis(2700));
                return CompletableFuture.completedFuture(List.of(Outgoing.loopback()));
            });
            for (int loop = 0; loop < 2; loop++) { // one of them is the first's
                var _ = outgoing.start(Outgoing.post(held.url("hooks.test", "/"), Duration.ofMillis(1)));
            }
            assertThat(Outgoing.await(first)).isInstanceOf(Accepted.class);
        }
    }

    private static void standStill(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void the_next_address_is_tried_where_one_refuses() {
        outgoing.resolve(_ ->
                CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral("127.0.0.2"), Outgoing.loopback())));

        assertThat(outgoing.send(receiver.url("hooks.test", "/"))).isInstanceOf(Accepted.class);
    }

    @Test
    void a_pooled_connection_that_died_is_replaced_within_the_same_attempt() {
        receiver.behave(Behaviour.CLOSES_KEPT_ALIVE);

        for (int i = 0; i < 20; i++) {
            assertThat(outgoing.send(receiver.url("/" + i))).isInstanceOf(Accepted.class);
        }

        assertThat(receiver.requests().size()).as("some were sent twice").isGreaterThan(20);
    }

    @Test
    void a_new_connection_that_dies_is_not_replaced() {
        receiver.behave(Behaviour.RESETS_AT_ONCE);

        assertThat(((Unreachable) outgoing.send(receiver.url("/"))).reason()).isEqualTo(Reason.RESET);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void closing_interrupts_what_is_pending_and_what_comes_later() {
        receiver.behave(Behaviour.NEVER_ANSWERS);
        var pending = outgoing.start(Outgoing.post(receiver.url("/"), PATIENCE));
        receiver.await(1, PATIENCE);

        outgoing.client().close();

        assertThat(Outgoing.await(pending)).isInstanceOf(Interrupted.class);
        assertThat(outgoing.send(receiver.url("/"))).isInstanceOf(Interrupted.class);
        outgoing.close();
        assertThat(outgoing.send(receiver.url("/"))).isInstanceOf(Interrupted.class);
    }

    @Test
    void two_names_of_one_address_share_no_connection() {
        outgoing.allow(receiver.url("other.test", ""));

        outgoing.send(receiver.url("hooks.test", "/"));
        outgoing.send(receiver.url("other.test", "/"));

        assertThat(receiver.connections()).isEqualTo(2);
    }

    @Test
    void an_ipv6_address_stands_in_brackets() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        Assumptions.assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this machine speaks IPv6");
        try (FaultyReceiver six = FaultyReceiver.start(Behaviour.OK, loopback);
                Outgoing other = new Outgoing().allow(six.url("[::1]", ""))) {
            assertThat(other.send(six.url("[::1]", "/"))).isInstanceOf(Accepted.class);
            assertThat(six.await(1, PATIENCE).header("host")).contains("[0:0:0:0:0:0:0:1]:" + six.port());
        }
    }

    @Test
    void a_name_that_moved_is_not_served_by_connections_to_its_old_address() {
        String url = receiver.url("hooks.test", "/");
        assertThat(outgoing.send(url)).isInstanceOf(Accepted.class);

        outgoing.resolve(_ -> CompletableFuture.completedFuture(List.of(InetAddress.ofLiteral("127.0.0.3"))));

        assertThat(((Unreachable) outgoing.send(url)).reason()).isEqualTo(Reason.CONNECT);
    }

    @Test
    void an_advertised_other_server_is_not_gone_to() {
        receiver.behave(Behaviour.ADVERTISES_ANOTHER_SERVER);
        for (int i = 0; i < 5; i++) {
            assertThat(outgoing.send(receiver.url("hooks.test", "/"))).isInstanceOf(Accepted.class);
        }
        assertThat(receiver.requests()).hasSize(5);
    }
}
