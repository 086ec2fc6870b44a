package dev.tributary.server.testing;

import dev.tributary.server.access.ApiKeys;
import dev.tributary.server.access.Scope;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.app.Config;
import dev.tributary.server.app.Server;
import dev.tributary.server.app.TestKey;
import dev.tributary.testkit.TestDatabase;
import dev.tributary.webhooks.endpoint.AccountId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of a test's own, at the real time, that knows its own URL: it can deliver to its own catchers. */
public final class LiveServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestDatabase database;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    private LiveServer(TestDatabase database, Server server) {
        this.database = database;
        this.server = server;
    }

    /** Starts one; {@code more} are beans of the test's. */
    public static LiveServer start(Map<String, String> environment, Class<?>... more) {
        TestDatabase database = TestDatabase.create();
        Map<String, String> settings = new HashMap<>(environment);
        int port = freePort();
        settings.put("TRIBUTARY_PORT", String.valueOf(port));
        settings.put("TRIBUTARY_ADDRESS", "127.0.0.1");
        settings.put("TRIBUTARY_BASE_URL", "http://127.0.0.1:" + port);
        settings.put("TRIBUTARY_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        Config config = Config.read(settings);
        InstantSource clock = InstantSource.tick(InstantSource.system(), Duration.ofNanos(1000));
        return new LiveServer(database, Server.start(config, TestKey.of(config), database.dataSource(), clock, more));
    }

    /** The base URL, and with it the catcher's, must be known before the server listens. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.port();
    }

    public <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    /** A merchant of their own, with a key of these scopes. */
    public Merchant merchant(Scope... scopes) {
        AccountId account = server.bean(Accounts.class)
                .create("Shop", "owner@example.com", Currency.getInstance("USD"), true)
                .id();
        return key(account, scopes);
    }

    /** Another key of the same merchant. */
    public Merchant key(AccountId account, Scope... scopes) {
        Set<Scope> wanted = scopes.length == 0 ? Set.of(Scope.READ, Scope.WRITE) : Set.copyOf(Arrays.asList(scopes));
        return new Merchant(account, server.bean(ApiKeys.class).create(account, "test", wanted));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        database.close();
    }

    /** An answer: its status, headers and body. */
    public record Answer(int status, HttpResponse<byte[]> response) {
        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** A merchant's account as its API key sees it. */
    public final class Merchant {
        private final AccountId account;
        private final String key;

        private Merchant(AccountId account, String key) {
            this.account = account;
            this.key = key;
        }

        public AccountId account() {
            return account;
        }

        public Answer get(String path) {
            return call("GET", path, null);
        }

        /** A POST without a body. */
        public Answer post(String path) {
            return call("POST", path, null);
        }

        public Answer post(String path, String json) {
            return call("POST", path, json);
        }

        public Answer patch(String path, String json, String... headers) {
            return call("PATCH", path, json, headers);
        }

        public Answer delete(String path, String... headers) {
            return call("DELETE", path, null, headers);
        }

        public Answer call(String method, String path, @Nullable String json, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
                    .timeout(Duration.ofSeconds(90))
                    .header("Authorization", "Bearer " + key);
            if (json != null) {
                request.header("Content-Type", "application/json");
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return send(request.method(
                            method,
                            json == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(json))
                    .build());
        }
    }

    /** Sends anything. */
    public Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
