package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.ReceivedRequest;
import dev.tributary.testkit.TestCertificate;
import dev.tributary.testkit.TestProxy;
import dev.tributary.webhooks.transport.Outcome.Accepted;
import dev.tributary.webhooks.transport.Outcome.Forbidden;
import dev.tributary.webhooks.transport.Outcome.Interrupted;
import dev.tributary.webhooks.transport.Outcome.Reason;
import dev.tributary.webhooks.transport.Outcome.Unreachable;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through an operator's proxy. */
class TunnelTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private final TestProxy proxy = TestProxy.start();
    private final FaultyReceiver secure = FaultyReceiver.start(Behaviour.OK, TestCertificate.GOOD);
    private final FaultyReceiver plain = FaultyReceiver.start(Behaviour.OK);
    private volatile List<String> addresses = List.of("93.184.216.34");
    private final NameResolver resolver =
            host -> CompletableFuture.completedFuture((host.equals("proxy.test") ? List.of("127.0.0.1") : addresses)
                    .stream().map(InetAddress::ofLiteral).toList());
    private final Vertx vertx = EventLoops.start(
            1, EgressProxy.parse("http://us%40er:pa%3Ass%2B+word@proxy.test:" + proxy.port()), resolver);
    private final AddressPolicy policy =
            new AddressPolicy(AllowedTargets.parse(plain.url("")), true, Optional.empty(), resolver);
    private final GuardedClient client = GuardedClient.dangerouslyTrusting(
            TestCertificate.trusted(), vertx, policy, resolver, InstantSource.fixed(Outgoing.NOW));

    @AfterEach
    void close() {
        client.close();
        vertx.close().await();
        proxy.close();
        secure.close();
        plain.close();
    }

    @Test
    void a_tunnel_names_the_judged_address_and_tls_inside_it_the_host() {
        assertThat(send(secure.url("good.test", "/hook"))).isInstanceOf(Accepted.class);

        assertThat(proxy.heads())
                .containsExactly("CONNECT 93.184.216.34:" + secure.port() + " HTTP/1.1\r\n"
                        + "Host: 93.184.216.34:" + secure.port() + "\r\n"
                        + "Proxy-Authorization: Basic " + base64("us@er:pa:ss++word") + "\r\n\r\n");
        ReceivedRequest request = secure.await(1, Outgoing.PATIENCE);
        assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
        assertThat(request.serverName()).contains("good.test");
        assertThat(request.header("host")).contains("good.test:" + secure.port());
        assertThat(request.header("proxy-authorization")).isEmpty();
    }

    @Test
    void a_certificate_is_checked_by_name_inside_the_tunnel() {
        Unreachable unreachable = (Unreachable) send(secure.url("other.test", "/"));

        assertThat(unreachable.reason()).isEqualTo(Reason.TLS);
        assertThat(secure.requests()).isEmpty();
    }

    @Test
    void plain_http_goes_through_a_tunnel_too_and_keeps_its_host() {
        assertThat(send(plain.url("hooks.test", "/a?b"))).isInstanceOf(Accepted.class);

        assertThat(proxy.heads().getFirst()).startsWith("CONNECT 93.184.216.34:" + plain.port() + " HTTP/1.1\r\n");
        ReceivedRequest request = plain.await(1, Outgoing.PATIENCE);
        assertThat(request.line()).isEqualTo("POST /a?b HTTP/1.1");
        assertThat(request.header("host")).contains("hooks.test:" + plain.port());
        assertThat(request.header("proxy-authorization")).isEmpty();
    }

    @Test
    void an_ipv6_address_is_named_in_brackets() {
        addresses = List.of("2606:4700::1111");

        assertThat(send(plain.url("hooks.test", "/"))).isInstanceOf(Accepted.class);
        assertThat(proxy.heads().getFirst()).startsWith("CONNECT [2606:4700:0:0:0:0:0:1111]:" + plain.port() + " ");
    }

    @Test
    void a_tunnel_is_kept_for_the_next_request() {
        for (int i = 0; i < 3; i++) {
            assertThat(send(secure.url("good.test", "/"))).isInstanceOf(Accepted.class);
        }
        assertThat(proxy.heads()).hasSize(1);
        assertThat(secure.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://rebound.test/", "https://10.0.0.1/", "https://[::1]/", "http://127.0.0.1:1/"})
    void the_address_policy_holds_behind_a_proxy(String url) {
        addresses = List.of("127.0.0.1");

        assertThat(((Forbidden) send(url)).rule()).isEqualTo("private-address");
        assertThat(proxy.heads()).isEmpty();
    }

    @Test
    void what_the_operator_allowed_at_a_private_address_is_reached_directly() {
        assertThat(send(plain.url("/"))).isInstanceOf(Accepted.class);
        assertThat(proxy.heads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 407 Proxy Authentication Required, (407)",
        "HTTP/1.1 500 Internal Server Error, (500)",
        "HTTP/1.1 502 Bad Gateway, (502)",
        "HTTP/1.1 503 Service Unavailable, (503)",
        "HTTP/1.1 403 Forbidden, (403)",
        "SSH-2.0-OpenSSH, does not speak HTTP"
    })
    void a_proxy_that_opens_no_tunnel_at_all_is_our_own_fault(String answer, String detail) {
        proxy.answer(answer);

        assertThat(((Interrupted) send(secure.url("good.test", "/"))).fault().orElseThrow())
                .contains(detail)
                .doesNotContain("127.0.0.1", "us@er", "pa:ss");
    }

    @Test
    void so_is_one_that_says_nothing() {
        proxy.answer("");

        assertThat(((Interrupted) send(secure.url("good.test", "/"), SHORT)).fault())
                .isPresent();
    }

    @Test
    void so_is_one_that_is_gone_and_it_is_found_again() {
        proxy.close();
        assertThat(((Interrupted) send(secure.url("good.test", "/"))).fault().orElseThrow())
                .contains("can't be reached");

        try (TestProxy again = TestProxy.startAgain(proxy.port())) {
            assertThat(send(secure.url("good.test", "/"))).isInstanceOf(Accepted.class);
            assertThat(again.heads()).hasSize(1);
        }
    }

    @Test
    void a_proxy_that_dies_with_requests_under_way_is_our_own_fault() {
        secure.behave(Behaviour.NEVER_ANSWERS);
        var underWay = start(secure.url("good.test", "/"), Outgoing.PATIENCE);
        secure.await(1, Outgoing.PATIENCE);

        proxy.close();

        assertThat(((Interrupted) Outgoing.await(underWay)).fault().orElseThrow())
                .contains("can't be reached");
    }

    @Test
    void a_receiver_that_resets_behind_a_proxy_is_told_from_it() {
        secure.behave(Behaviour.RESETS_AT_ONCE);

        assertThat(((Unreachable) send(secure.url("good.test", "/"))).reason()).isEqualTo(Reason.RESET);
        assertThat(secure.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 502 Bad Gateway", "HTTP/1.0 503 Down", "HTTP/1.1 403 Forbidden"})
    void a_proxy_that_opens_tunnels_elsewhere_speaks_of_the_target(String answer) {
        assertThat(send(secure.url("good.test", "/"))).isInstanceOf(Accepted.class);
        proxy.answer(answer);

        Unreachable unreachable = (Unreachable) send(plain.url("hooks.test", "/"));

        assertThat(unreachable.reason()).isEqualTo(Reason.CONNECT);
        assertThat(unreachable.detail()).contains("proxy").contains(answer.substring(9, 12));
    }

    @Test
    void wrong_credentials_are_our_own_fault_whatever_was_before() {
        assertThat(send(secure.url("good.test", "/"))).isInstanceOf(Accepted.class);
        proxy.answer("HTTP/1.1 407 Proxy Authentication Required");

        assertThat(send(plain.url("hooks.test", "/"))).isInstanceOf(Interrupted.class);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome send(String url) {
        return send(url, Outgoing.PATIENCE);
    }

    private Outcome send(String url, Duration deadline) {
        return Outgoing.await(start(url, deadline));
    }

    private CompletableFuture<Outcome> start(String url, Duration deadline) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        client.send(Outgoing.post(url, deadline), outcome::complete);
        return outcome;
    }
}
