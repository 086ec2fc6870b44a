package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class OurFaultTest {
    private static final InetAddress FOUR = InetAddress.ofLiteral("203.0.113.7");
    private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::7");

    @Test
    void a_socket_a_port_or_memory_that_we_lack_is_no_fault_of_the_receiver() {
        assertThat(OurFault.in(new ChannelException("Failed to open a socket.", files()), FOUR))
                .hasValueSatisfying(fault -> assertThat(fault).contains("a socket"));
        assertThat(OurFault.in(files(), SIX)).isPresent();
        SocketException annotated = new SocketException("Cannot assign requested address: /203.0.113.7:443");
        annotated.initCause(new BindException("Cannot assign requested address"));
        assertThat(OurFault.in(annotated, FOUR))
                .hasValueSatisfying(fault -> assertThat(fault).contains("a local port"));
        assertThat(OurFault.in(new DecoderException(new OutOfMemoryError("Cannot reserve direct memory")), FOUR))
                .hasValueSatisfying(fault -> assertThat(fault).contains("memory"));
    }

    @Test
    void what_receivers_and_networks_do_is_charged() {
        assertThat(OurFault.in(new ConnectException("Connection refused"), FOUR))
                .isEmpty();
        assertThat(OurFault.in(new NoRouteToHostException("No route to host"), FOUR))
                .isEmpty();
        assertThat(OurFault.in(new IOException("Connection reset by peer"), FOUR))
                .isEmpty();
        assertThat(OurFault.in(new ClosedChannelException(), FOUR)).isEmpty();
        assertThat(OurFault.in(new SSLHandshakeException("expired"), FOUR)).isEmpty();
    }

    @Test
    void an_address_of_a_family_that_this_machine_does_not_have_is_charged_or_it_would_be_tried_for_ever() {
        assertThat(OurFault.in(new BindException("Cannot assign requested address"), SIX))
                .isEmpty();
    }

    @Test
    void causes_that_go_round_come_to_an_end() {
        IOException first = new IOException("first");
        first.initCause(new IOException("second", first));
        assertThat(OurFault.in(first, FOUR)).isEmpty();
    }

    private static IOException files() {
        return new IOException("Too many open files");
    }
}
