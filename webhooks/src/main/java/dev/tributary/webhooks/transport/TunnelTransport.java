package dev.tributary.webhooks.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.transport.Transport;

/**
 * The usual transport, whose every connection passes a {@link Tunnel}. Vert.x has a proxy of its own, but sends plain
 * HTTP to it in absolute form: then the proxy connects to the name in the URL, or replaces the Host header by the
 * address.
 */
@SuppressWarnings("deprecation") // the interface speaks of a deprecated type, for datagrams
final class TunnelTransport implements Transport {
    private final Transport usual;
    private final Tunnels tunnels;

    TunnelTransport(Transport usual, Tunnels tunnels) {
        this.usual = usual;
        this.tunnels = tunnels;
    }

    EgressHealth health() {
        return tunnels.health();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        ChannelFactory<? extends Channel> factory = usual.channelFactory(domainSocket);
        return () -> {
            Channel channel = factory.newChannel();
            channel.pipeline().addFirst("tunnel", new Tunnel(tunnels));
            return channel;
        };
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        return usual.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
        return usual.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return usual.ioHandlerFactory();
    }

    @Override
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return usual.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return usual.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return usual.serverChannelFactory(domainSocket);
    }
}
