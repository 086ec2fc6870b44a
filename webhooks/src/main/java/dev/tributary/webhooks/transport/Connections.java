package dev.tributary.webhooks.transport;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.Address;
import io.vertx.core.net.AddressResolver;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Connections, pooled by address and name, and new ones for a second try. */
final class Connections {
    /** Above the most that one endpoint may have in flight (512), so that no request waits here. */
    private static final int PER_ADDRESS = 1024;

    private static final int CONNECT_SECONDS = 5;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int CLEANER_MILLIS = 5_000;
    private static final int MAX_HEADERS = 64 * 1024;

    private final HttpClientAgent pooled;
    private final HttpClientAgent single;
    private final Set<HttpConnection> unused = ConcurrentHashMap.newKeySet();

    /** A judged address. A type of its own, since Vert.x would ask its own resolver about a socket address. */
    private record Pinned(InetAddress address, int port) implements Address {
        List<SocketAddress> sockets() {
            return List.of(SocketAddress.inetSocketAddress(port, address.getHostAddress()));
        }
    }

    Connections(Vertx vertx, Optional<TrustOptions> trust) {
        pooled = agent(vertx, options(trust));
        single = agent(vertx, options(trust).setKeepAlive(false));
    }

    private static HttpClientOptions options(Optional<TrustOptions> trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_SECONDS * 1000)
                .setSslHandshakeTimeout(CONNECT_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setVerifyHost(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxRedirects(0)
                .setTcpNoDelay(true);
        trust.ifPresent(options::setTrustOptions);
        return options;
    }

    private HttpClientAgent agent(Vertx vertx, HttpClientOptions options) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(PER_ADDRESS).setCleanerPeriod(CLEANER_MILLIS))
                .withAddressResolver(AddressResolver.mappingResolver(Pinned::sockets))
                .withConnectHandler(this::connected)
                .build();
    }

    private void connected(HttpConnection connection) {
        unused.add(connection);
        connection.exceptionHandler(_ -> {}); // told by the outcome; a receiver must not be able to fill our log
        connection.closeHandler(_ -> unused.remove(connection));
    }

    /** Whether this is the first request on its connection; asked once for each request. */
    boolean isFirstOn(HttpConnection connection) {
        return unused.remove(connection);
    }

    /** A request on a connection to this address, pooled or new. */
    Future<HttpClientRequest> open(Target target, InetAddress address, boolean fresh) {
        Origin origin = target.origin();
        return (fresh ? single : pooled)
                .request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(new Pinned(address, origin.port()))
                        .setHost(origin.host())
                        .setPort(origin.port())
                        .setSsl(origin.isSecure())
                        .setURI(target.requestUri()));
    }

    void close() {
        var _ = pooled.close();
        var _ = single.close();
    }
}
