package dev.tributary.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy on loopback that knows CONNECT alone. Wherever a tunnel is asked to lead, it leads to the same port of
 * 127.0.0.1, so that a test may use public addresses.
 */
public final class TestProxy implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String OPEN = "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n";
    private static final int END = 0x0d0a0d0a;

    private final ServerSocket server;
    private final Thread accepting;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String answer = OPEN;

    private TestProxy(int port) {
        try {
            server = new ServerSocket(port, 100, LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().name("test-proxy").start(this::accept);
    }

    /** On a free port, opening every tunnel. */
    public static TestProxy start() {
        return new TestProxy(0);
    }

    /** On the port of another one, which was closed. */
    public static TestProxy startAgain(int port) {
        return new TestProxy(port);
    }

    /** Answers CONNECT like this from now on, such as {@code HTTP/1.1 503 Down}; "" never answers. */
    public void answer(String statusLine) {
        answer = statusLine.isEmpty() ? "" : statusLine + "\r\nContent-Length: 0\r\n\r\n";
    }

    /** Opens tunnels again. */
    public void open() {
        answer = OPEN;
    }

    /** Every CONNECT so far, with its headers. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("test-proxy-client").start(() -> serve(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            heads.add(head);
            String now = answer;
            client.getOutputStream().write(now.getBytes(StandardCharsets.US_ASCII));
            if (now.equals(OPEN)) {
                tunnel(client, Integer.parseInt(head.replaceFirst("(?s)^CONNECT \\S+:([0-9]+) .*", "$1")));
            } else {
                client.getInputStream().skip(Long.MAX_VALUE);
            }
        } catch (IOException _) {
            // one side hung up
        } finally {
            open.remove(client);
        }
    }

    private void tunnel(Socket client, int port) throws IOException {
        try (Socket target = new Socket(LOOPBACK, port)) {
            open.add(target);
            Thread.ofVirtual().name("test-proxy-back").start(() -> copy(target, client));
            copy(client, target);
            open.remove(target);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // one side hung up
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.write(c);
            last = last << 8 | c;
            if (last == END) {
                break;
            }
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    /** Refuses connections from now on, and cuts the tunnels. */
    @Override
    public void close() {
        try {
            server.close();
            Threads.join(accepting); // until then the port still takes connections
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
