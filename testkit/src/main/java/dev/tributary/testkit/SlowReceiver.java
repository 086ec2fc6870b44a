package dev.tributary.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A receiver in a process of its own. It prints {@code port N}, then a line for each request before it answers 200:
 * webhook-id, delivery, attempt, a hash of the body, the sender's version and the millisecond. A number on its standard input is how many milliseconds it
 * takes for each answer from then on. It ends with its input.
 */
public final class SlowReceiver {
    private static final int BACKLOG = 1024;

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final InstantSource clock = InstantSource.system();
    private volatile int millis;

    private SlowReceiver(int millis) {
        this.millis = millis;
    }

    /** Runs it; the argument is the first number of milliseconds. */
    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        SlowReceiver receiver = new SlowReceiver(Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", receiver::receive);
        server.start();
        print("port " + server.getAddress().getPort());
        receiver.obey();
        System.exit(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        print(header(exchange, "webhook-id") + " " + header(exchange, "Tributary-Delivery") + " "
                + header(exchange, "Tributary-Attempt") + " " + Arrays.hashCode(body) + " " + sender(exchange) + " "
                + clock.millis());
        var _ = later.schedule(() -> answer(exchange), millis, TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            exchange.sendResponseHeaders(200, -1);
        } catch (IOException _) {
            // the sender was killed meanwhile, which is what this receiver is for
        }
    }

    private void obey() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            millis = Integer.parseInt(line.strip());
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("none");
    }

    private static String sender(HttpExchange exchange) {
        String agent = header(exchange, "User-Agent");
        return agent.substring(agent.indexOf('/') + 1).replace(' ', '_');
    }

    private static synchronized void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
