package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EgressHealthTest {
    private static final String REFUSAL = "opened no connection (503)";

    private final InetSocketAddress hats = target(1);
    private final InetSocketAddress shoes = target(2);
    private long now = Long.MIN_VALUE / 2;
    private final EgressHealth health = new EgressHealth(EgressProxy.parse("http://proxy.test:3128"), () -> now);

    @Test
    void a_proxy_that_opened_a_tunnel_a_moment_ago_speaks_of_the_target() {
        health.opened(shoes);
        pass(Duration.ofSeconds(59));
        assertThat(refuse(hats)).isInstanceOf(TunnelRefused.class);
    }

    @Test
    void a_proxy_that_has_opened_none_is_at_fault_itself() {
        assertThat(refuse(hats)).isInstanceOf(EgressFault.class);
        assertThat(refuse(shoes)).isInstanceOf(EgressFault.class);
    }

    @Test
    void a_target_that_alone_is_refused_is_at_fault_after_ten_minutes() {
        for (int minute = 0; minute <= 10; minute++) {
            assertThat(refuse(hats)).isInstanceOf(EgressFault.class);
            pass(Duration.ofMinutes(1));
        }
        assertThat(refuse(hats)).isInstanceOf(TunnelRefused.class);
        health.opened(hats);
        pass(Duration.ofHours(5));
        assertThat(refuse(hats)).as("it was well in between").isInstanceOf(EgressFault.class);
    }

    @Test
    void targets_that_are_all_refused_are_at_fault_only_after_a_day() {
        for (int hour = 0; hour <= 24; hour++) {
            assertThat(refuse(hats)).as("after %d hours", hour).isInstanceOf(EgressFault.class);
            assertThat(refuse(shoes)).as("after %d hours", hour).isInstanceOf(EgressFault.class);
            pass(hour == 0 ? Duration.ofSeconds(1) : Duration.ofHours(1));
        }
        pass(Duration.ofHours(1));
        assertThat(refuse(hats)).isInstanceOf(TunnelRefused.class);
    }

    @Test
    void who_was_refused_before_a_tunnel_opened_is_no_sign_of_a_broken_proxy() {
        refuse(shoes);
        pass(Duration.ofSeconds(1));
        health.opened(target(3));
        pass(Duration.ofMinutes(2));
        refuse(hats);
        pass(Duration.ofMinutes(11));
        assertThat(refuse(hats)).isInstanceOf(TunnelRefused.class);
    }

    @Test
    void what_only_a_proxy_does_is_its_own_fault_for_ever() {
        health.opened(shoes);
        assertThat(health.ours("asks for other credentials (407)")).isInstanceOf(EgressFault.class);
    }

    private IOException refuse(InetSocketAddress target) {
        return health.doubtful(target, REFUSAL);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static InetSocketAddress target(int host) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + host), 443);
    }
}
