package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.testkit.TestCertificate;
import dev.tributary.webhooks.transport.Outcome.Accepted;
import dev.tributary.webhooks.transport.Outcome.Reason;
import dev.tributary.webhooks.transport.Outcome.Unreachable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardedClientTlsTest {

    @Test
    void a_good_certificate_is_asked_for_and_checked_by_name() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK, TestCertificate.GOOD);
                Outgoing outgoing = allowing(receiver, TestCertificate.NAME).trustTestAuthority()) {
            assertThat(outgoing.send(receiver.url(TestCertificate.NAME, "/"))).isInstanceOf(Accepted.class);
            var request = receiver.await(1, Outgoing.PATIENCE);

            assertThat(request.serverName()).contains(TestCertificate.NAME);
            assertThat(request.header("host")).contains(TestCertificate.NAME + ":" + receiver.port());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestCertificate.class,
            names = {"EXPIRED", "WRONG_NAME", "SELF_SIGNED"})
    void a_bad_certificate_ends_the_attempt_before_a_byte_is_sent(TestCertificate certificate) {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK, certificate);
                Outgoing outgoing = allowing(receiver, TestCertificate.NAME).trustTestAuthority()) {
            Unreachable unreachable = (Unreachable) outgoing.send(receiver.url(TestCertificate.NAME, "/"));

            assertThat(unreachable.reason()).as("%s", unreachable).isEqualTo(Reason.TLS);
            assertThat(unreachable.detail()).doesNotContain("127.0.0.1");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void the_certificate_must_fit_the_address_where_the_url_has_one() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK, TestCertificate.GOOD);
                Outgoing outgoing = allowing(receiver, "127.0.0.1").trustTestAuthority()) {
            assertThat(((Unreachable) outgoing.send(receiver.url("/"))).reason())
                    .isEqualTo(Reason.TLS);
        }
    }

    @Test
    void an_unknown_authority_is_not_trusted_by_default() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK, TestCertificate.GOOD);
                Outgoing outgoing = allowing(receiver, TestCertificate.NAME)) {
            Unreachable unreachable = (Unreachable) outgoing.send(receiver.url(TestCertificate.NAME, "/"));

            assertThat(unreachable.reason()).isEqualTo(Reason.TLS);
            assertThat(unreachable.detail()).contains("certification path");
        }
    }

    @Test
    void plain_http_behind_an_https_url_is_a_tls_failure() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.NOT_HTTP);
                Outgoing outgoing = new Outgoing().allow("https://good.test:" + receiver.port())) {
            Unreachable unreachable =
                    (Unreachable) outgoing.send("https://good.test:" + receiver.port() + "/", Outgoing.PATIENCE);

            assertThat(unreachable.reason()).isEqualTo(Reason.TLS);
        }
    }

    private static Outgoing allowing(FaultyReceiver receiver, String host) {
        return new Outgoing().allow(receiver.url(host, ""));
    }
}
