package dev.tributary.webhooks.transport;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The threads that outgoing requests run on. */
public final class EventLoops {
    private EventLoops() {}

    /**
     * Starts event loops and nothing else: no file cache in the temporary folder, next to no workers.
     *
     * @param count number of threads, at least 1
     */
    public static Vertx start(int count) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(count)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
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
