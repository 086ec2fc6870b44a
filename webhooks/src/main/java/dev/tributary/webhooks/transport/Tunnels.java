package dev.tributary.webhooks.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The ways through the operator's proxy: where it is, what it is told, and how it has been lately. */
final class Tunnels {
    private final EgressProxy proxy;
    private final NameResolver resolver;
    private final EgressHealth health;

    Tunnels(EgressProxy proxy, NameResolver resolver, LongSupplier nanoTime) {
        this.proxy = proxy;
        this.resolver = resolver;
        this.health = new EgressHealth(proxy, nanoTime);
    }

    EgressHealth health() {
        return health;
    }

    /**
     * Whether connections to this address pass the proxy. All to public ones do. The address policy lets other addresses
     * through only where the operator allowed the origin, and those stand in the operator's own network, on this side of
     * the proxy; so does the product's own catcher.
     */
    static boolean leadTo(InetAddress address) {
        return PublicAddress.is(address);
    }

    /** The proxy's own address. */
    CompletableFuture<InetSocketAddress> address() {
        CompletableFuture<List<InetAddress>> found = Host.parse(urlHost())
                .literal()
                .map(literal -> CompletableFuture.completedFuture(List.of(literal)))
                .orElseGet(() -> resolver.resolve(proxy.host()));
        return found.thenApply(addresses -> new InetSocketAddress(addresses.getFirst(), proxy.port()));
    }

    private String urlHost() {
        return proxy.host().indexOf(':') < 0 ? proxy.host() : "[" + proxy.host() + "]";
    }

    /** What opens a tunnel. It names the judged address: the proxy has no name that it could resolve to another one. */
    byte[] request(InetSocketAddress target) {
        String address = target.getAddress().getHostAddress();
        String place = (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + target.getPort();
        String credentials = proxy.authorization()
                .map(value -> "Proxy-Authorization: " + value + "\r\n")
                .orElse("");
        String head = "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n" + credentials + "\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
