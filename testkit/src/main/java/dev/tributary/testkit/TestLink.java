package dev.tributary.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network link to a port of 127.0.0.1 that a test can cut and mend. */
public final class TestLink implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ServerSocket server;
    private final Thread accepting;
    private final int far;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private TestLink(int far) {
        this.far = far;
        try {
            server = new ServerSocket(0, 100, LOOPBACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().name("test-link").start(this::accept);
    }

    /** Leads to this port. */
    public static TestLink to(int port) {
        return new TestLink(port);
    }

    /** The port at this end. */
    public int port() {
        return server.getLocalPort();
    }

    /** Breaks every connection, and new ones at once. */
    public void cut() {
        cut = true;
        open.forEach(TestLink::reset);
    }

    /** Lets new connections through. */
    public void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                Thread.ofVirtual().name("test-link-near").start(() -> serve(near));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket near) {
        open.add(near);
        try (near;
                Socket target = new Socket(LOOPBACK, far)) {
            open.add(target);
            if (cut) {
                return;
            }
            Thread.ofVirtual().name("test-link-far").start(() -> copy(target, near));
            copy(near, target);
            open.remove(target);
        } catch (IOException _) {
            // the far end is away, which is what this link is for
        } finally {
            open.remove(near);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // it is closed already
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
            Threads.join(accepting); // until then the port still takes connections
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
