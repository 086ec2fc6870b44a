package dev.tributary.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;

/** One connection of a {@link FaultyReceiver}: bytes in, bytes out, and every way to end it badly. */
final class Wire {
    private static final int MAX_HEAD = 128 * 1024;
    /** The first byte of a client that speaks TLS to a plain receiver: no head will follow. */
    private static final int TLS_HANDSHAKE = 0x16;

    private final Socket socket;
    private final int number;
    private final CountDownLatch stopped;
    private final InputStream in;
    private final AtomicLong sent;
    private int answered;

    Wire(Socket socket, int number, CountDownLatch stopped, AtomicLong sent) throws IOException {
        this.socket = socket;
        this.number = number;
        this.stopped = stopped;
        this.sent = sent;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The next request; empty where the client closed before one. */
    Optional<ReceivedRequest> read() throws IOException {
        String head = head();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = head.split("\r\n", -1);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        int length = 0;
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon);
            String value = lines[i].substring(colon + 1).strip();
            headers.add(Map.entry(name, value));
            length = name.equalsIgnoreCase("content-length") ? Integer.parseInt(value) : length;
        }
        byte[] body = in.readNBytes(length);
        return Optional.of(new ReceivedRequest(number, lines[0], List.copyOf(headers), body, serverName()));
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        int c;
        while (head.size() < MAX_HEAD && (c = in.read()) >= 0) {
            if (head.size() == 0 && c == TLS_HANDSHAKE) {
                return "";
            }
            head.write(c);
            last = last << 8 | c;
            if (last == 0x0d0a0d0a) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private Optional<String> serverName() {
        return socket instanceof SSLSocket tls && tls.getSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                : Optional.empty();
    }

    /** How many requests this connection has answered. */
    int answered() {
        return answered;
    }

    void countAnswer() {
        answered++;
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        sent.addAndGet(bytes.length);
    }

    /** One byte a second, for as long as there is somebody to read it. */
    void drip(String text) throws IOException {
        while (true) {
            for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
                write(new byte[] {b});
                if (waitedToTheEnd(1)) {
                    return;
                }
            }
        }
    }

    /** Says nothing until the client hangs up or the receiver stops. */
    void hang() throws IOException {
        in.skip(Long.MAX_VALUE);
    }

    /** Waits for the latch, for a minute at most. */
    boolean isReleased(CountDownLatch release) {
        try {
            return release.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean waitedToTheEnd(int seconds) {
        try {
            return stopped.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends with a RST, as a crashed process does. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says that nothing more will come, and goes on listening. */
    void halfClose() throws IOException {
        socket.shutdownOutput();
        hang();
    }

    void close() throws IOException {
        socket.close();
    }
}
