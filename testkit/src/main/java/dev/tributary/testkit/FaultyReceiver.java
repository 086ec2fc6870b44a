package dev.tributary.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** An HTTP receiver on loopback that misbehaves to order and remembers every request. */
public final class FaultyReceiver implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int FULL_AFTER_MILLIS = 200;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket server;
    private final Thread accepting;
    private final String scheme;
    private final Reach reach;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile Behaviour.Reply behaviour;

    private FaultyReceiver(ServerSocketFactory sockets, InetAddress address, String scheme, Behaviour.Reply behaviour) {
        this(sockets, address, scheme, behaviour, Reach.ANSWERS);
    }

    private FaultyReceiver(
            ServerSocketFactory sockets, InetAddress address, String scheme, Behaviour.Reply behaviour, Reach reach) {
        this.scheme = scheme;
        this.behaviour = behaviour;
        this.reach = reach;
        try {
            this.server = sockets.createServerSocket(0, reach == Reach.FULL ? 1 : BACKLOG, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().name("faulty-receiver").start(reach == Reach.FULL ? this::fill : this::accept);
        if (reach == Reach.FULL) {
            Threads.join(accepting);
        }
    }

    /** How far a client gets. */
    private enum Reach {
        /** Its requests are answered, in some way. */
        ANSWERS,
        /** Connected, and no further. */
        MUTE,
        /** Not even that. */
        FULL
    }

    /** Listens on a free port of 127.0.0.1, in plain HTTP. */
    public static FaultyReceiver start(Behaviour behaviour) {
        return start(behaviour, LOOPBACK);
    }

    /**
     * Listens on a free port of 127.0.0.1, in plain HTTP, and gives every request this answer, without a body.
     *
     * @param status such as {@code 429 Too Many Requests}
     * @param headers whole lines, such as {@code Retry-After: 5}
     */
    public static FaultyReceiver answering(String status, String... headers) {
        String answer = Behaviour.answer(
                status,
                String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()),
                "");
        return new FaultyReceiver(ServerSocketFactory.getDefault(), LOOPBACK, "http", wire -> wire.write(answer));
    }

    /** Listens on a free port of 127.0.0.1, in plain HTTP, and answers nothing before it is released. */
    public static FaultyReceiver held(Behaviour behaviour, CountDownLatch release) {
        return new FaultyReceiver(ServerSocketFactory.getDefault(), LOOPBACK, "http", wire -> {
            if (wire.isReleased(release)) {
                behaviour.answer(wire);
            }
        });
    }

    /** Listens on a free port of 127.0.0.1, and never says a word of the TLS that a client expects. */
    public static FaultyReceiver mute() {
        return new FaultyReceiver(ServerSocketFactory.getDefault(), LOOPBACK, "https", Wire::hang, Reach.MUTE);
    }

    /**
     * Has a port of 127.0.0.1 whose queue of connections is full: what else would connect is neither let in nor refused.
     * Linux does so; elsewhere it may be refused.
     */
    public static FaultyReceiver full() {
        return new FaultyReceiver(ServerSocketFactory.getDefault(), LOOPBACK, "http", Wire::hang, Reach.FULL);
    }

    /** Listens on a free port of this address, in plain HTTP. */
    public static FaultyReceiver start(Behaviour behaviour, InetAddress address) {
        return new FaultyReceiver(ServerSocketFactory.getDefault(), address, "http", behaviour::answer);
    }

    /** Listens on a free port of 127.0.0.1, with TLS. */
    public static FaultyReceiver start(Behaviour behaviour, TestCertificate certificate) {
        return new FaultyReceiver(certificate.context().getServerSocketFactory(), LOOPBACK, "https", behaviour::answer);
    }

    /** Answers like this from the next request on, on open connections too. */
    public void behave(Behaviour next) {
        behaviour = next::answer;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** A URL of this receiver under its address, such as {@code http://127.0.0.1:40123/hook}. */
    public String url(String path) {
        return url("127.0.0.1", path);
    }

    /** A URL of this receiver under a name that the test makes resolve to 127.0.0.1. */
    public String url(String host, String path) {
        return scheme + "://" + host + ":" + port() + path;
    }

    /** Connections accepted so far. */
    public int connections() {
        return connections.get();
    }

    /** Connections that neither side has closed yet. */
    public int openConnections() {
        return open.size();
    }

    /** Bytes of answers that connections took so far; what a client never read may be among them. */
    public long bytesSent() {
        return sent.get();
    }

    /** Every request so far, in the order read. */
    public List<ReceivedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /**
     * Waits for the n-th request, from 1.
     *
     * @throws AssertionError where it has not come within {@code patience}
     */
    public ReceivedRequest await(int n, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (requests) {
            while (requests.size() < n) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("only " + requests.size() + " of " + n + " requests came");
                }
                waitOnRequests(left);
            }
            return requests.get(n - 1);
        }
    }

    private void waitOnRequests(long millis) {
        try {
            requests.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a request", e);
        }
    }

    private void fill() {
        boolean more = true;
        while (more) {
            more = connects();
        }
    }

    /** Whether one more connection came about; it is kept open. */
    private boolean connects() {
        Socket socket = new Socket();
        open.add(socket);
        try {
            socket.connect(server.getLocalSocketAddress(), FULL_AFTER_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                int number = connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("faulty-connection-" + number).start(() -> serve(socket, number));
            }
        } catch (IOException _) {
            stopped.countDown(); // closed
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Wire wire = new Wire(socket, number, stopped, sent);
            if (reach == Reach.MUTE) {
                wire.hang();
                return;
            }
            var request = wire.read();
            while (request.isPresent()) {
                record(request.get());
                behaviour.to(wire);
                request = wire.read();
            }
        } catch (IOException _) {
            // the client or this receiver hung up, which is what most behaviours are about
        } finally {
            open.remove(socket);
        }
    }

    private void record(ReceivedRequest request) {
        synchronized (requests) {
            requests.add(request);
            requests.notifyAll();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
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
