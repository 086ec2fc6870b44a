package dev.tributary.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A merchant's shop on a port of its own: every path shows the same page, with the script and a strict policy. */
final class ShopSite implements AutoCloseable {
    private final HttpServer server;
    private final byte[] page;
    private final String policy;

    /**
     * Opens it.
     *
     * @param tributary the installation's URL
     * @param tag the script's, as the merchant copied it
     */
    ShopSite(String tributary, String tag) {
        page = "<!doctype html><meta charset=utf-8><title>Shop</title>%s<h1>Tea</h1>"
                .formatted(tag)
                .getBytes(StandardCharsets.UTF_8);
        policy = "default-src 'none'; script-src %s; connect-src %s".formatted(tributary, tributary);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** By a name that is not the installation's, so that nothing is same-site by accident. */
    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }
}
