package dev.tributary.webhooks.transport;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The threads that outgoing requests run on. */
public final class EventLoops {
    private EventLoops() {}

    /** Starts event loops, with a proxy where there is one. */
    public static Vertx start(int count, Optional<EgressProxy> proxy, NameResolver resolver) {
        return proxy.map(through -> start(count, through, resolver)).orElseGet(() -> start(count));
    }

    /**
     * Starts event loops and nothing else: no file cache in the temporary folder, next to no workers.
     *
     * @param count number of threads, at least 1
     */
    public static Vertx start(int count) {
        return start(count, Transport.NIO);
    }

    /**
     * The same, with every connection to a public address through a proxy.
     *
     * @param resolver asked for the proxy's own name
     */
    public static Vertx start(int count, EgressProxy proxy, NameResolver resolver) {
        Tunnels tunnels = new Tunnels(proxy, resolver, System::nanoTime);
        TunnelTransport through = new TunnelTransport(Transport.NIO.implementation(), tunnels);
        return start(count, new Transport() {
            @Override
            public String name() {
                return "tunnel";
            }

            @Override
            public boolean available() {
                return true;
            }

            @Override
            public @Nullable Throwable unavailabilityCause() {
                return null;
            }

            @Override
            public io.vertx.core.spi.transport.Transport implementation() {
                return through;
            }
        });
    }

    private static Vertx start(int count, Transport transport) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(count)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        return Vertx.builder().with(options).withTransport(transport).build();
    }

    /** How the proxy has been lately, where there is one. */
    static Optional<EgressHealth> egress(Vertx vertx) {
        return ((VertxInternal) vertx).transport() instanceof TunnelTransport through
                ? Optional.of(through.health())
                : Optional.empty();
    }

    /** One context for each event loop; the public API would give one for the calling thread alone. */
    static List<? extends Context> contexts(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        int loops = (int) StreamSupport.stream(internal.nettyEventLoopGroup().spliterator(), false)
                .count();
        return IntStream.range(0, loops)
                .mapToObj(_ -> internal.createEventLoopContext())
                .toList();
    }
}
