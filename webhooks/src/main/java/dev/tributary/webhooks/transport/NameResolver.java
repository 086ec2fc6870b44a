package dev.tributary.webhooks.transport;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Turns a host name into addresses. */
@FunctionalInterface
public interface NameResolver {
    /**
     * Never blocks and never throws.
     *
     * @param host a normalised name, never a literal address
     * @return all its addresses, at least one, in the order to try them; or an {@link java.io.IOException}
     */
    CompletableFuture<List<InetAddress>> resolve(String host);
}
