package dev.tributary.webhooks.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection pass the proxy, below TLS and HTTP, which learn of it only once the tunnel stands.
 *
 * <pre>
 * connect(target) ─▶ connect(proxy) ─▶ CONNECT target ─▶ 2xx ─▶ "connected", and this handler is gone
 *                        │ refused           │ silence, 407, 503 …
 *                        └───────────────────┴──▶ "not connected", with whose fault it is
 * </pre>
 */
final class Tunnel extends ChannelDuplexHandler {
    private static final int REPLY_SECONDS = 5;

    private final Tunnels tunnels;
    private final TunnelReply reply = new TunnelReply();
    private @Nullable ChannelPromise opened;
    private @Nullable InetSocketAddress target;
    private @Nullable Future<?> deadline;

    Tunnel(Tunnels tunnels) {
        this.tunnels = tunnels;
    }

    @Override
    public void connect(ChannelHandlerContext ctx, SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        InetSocketAddress judged = (InetSocketAddress) remote;
        if (judged.isUnresolved()) {
            promise.setFailure(new IOException("only judged addresses are connected to"));
        } else if (Tunnels.leadTo(judged.getAddress())) {
            opened = promise;
            target = judged;
            var _ = tunnels.address()
                    .whenComplete((proxy, failure) -> ctx.executor().execute(() -> toProxy(ctx, proxy, failure)));
        } else {
            var _ = ctx.connect(remote, local, promise);
            ctx.pipeline().remove(this);
        }
    }

    private void toProxy(ChannelHandlerContext ctx, @Nullable InetSocketAddress proxy, @Nullable Throwable failure) {
        if (proxy == null || failure != null) {
            fail(ctx, tunnels.health().ours("has a name that does not resolve"));
            return;
        }
        var _ = ctx.connect(proxy).addListener(connected -> {
            if (!connected.isSuccess()) {
                fail(ctx, tunnels.health().ours("can't be reached"));
            }
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (target == null) {
            ctx.fireChannelActive();
            return;
        }
        deadline = ctx.executor()
                .schedule(() -> fail(ctx, tunnels.health().late(judged())), REPLY_SECONDS, TimeUnit.SECONDS);
        var _ = ctx.writeAndFlush(Unpooled.wrappedBuffer(tunnels.request(target)));
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            Optional<TunnelReply.Status> status = reply.read(bytes);
            status.ifPresent(said -> replied(ctx, said, bytes));
        } finally {
            bytes.release();
        }
    }

    private void replied(ChannelHandlerContext ctx, TunnelReply.Status said, ByteBuf rest) {
        switch (said) {
            case TunnelReply.Status(int code) when code / 100 == 2 -> open(ctx, rest);
            case TunnelReply.Status(int code)
            when code == 407 -> fail(ctx, tunnels.health().ours("asks for other credentials (407)"));
            case TunnelReply.Status(int code)
            when code == TunnelReply.NOT_HTTP -> fail(ctx, tunnels.health().ours("does not speak HTTP"));
            case TunnelReply.Status(int code) ->
                fail(ctx, tunnels.health().doubtful(judged(), "opened no connection (" + code + ")"));
        }
    }

    private void open(ChannelHandlerContext ctx, ByteBuf rest) {
        ChannelPromise promise = settle();
        tunnels.health().opened(judged());
        ctx.pipeline().remove(this);
        if (promise != null && promise.trySuccess()) {
            ctx.fireChannelActive();
            if (rest.isReadable()) {
                ctx.fireChannelRead(rest.retain());
            }
        } else {
            var _ = ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (opened != null) {
            fail(ctx, tunnels.health().doubtful(judged(), "closed the connection"));
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (opened != null) {
            fail(ctx, tunnels.health().doubtful(judged(), "broke the connection"));
        }
    }

    /** We close, which says nothing about the proxy. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        ChannelPromise pending = settle();
        var _ = ctx.close(promise);
        if (pending != null) {
            pending.tryFailure(new ClosedChannelException());
        }
    }

    /** Where the tunnel is to lead; there is one by the time that the proxy says anything. */
    private InetSocketAddress judged() {
        return Objects.requireNonNull(target);
    }

    private void fail(ChannelHandlerContext ctx, IOException fault) {
        ChannelPromise promise = settle();
        if (promise != null) {
            promise.tryFailure(fault);
            var _ = ctx.close();
        }
    }

    /** The promise to keep or break, the first time. */
    private @Nullable ChannelPromise settle() {
        ChannelPromise promise = opened;
        opened = null;
        if (deadline != null) {
            deadline.cancel(false);
        }
        return promise;
    }
}
