package dev.tributary.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A mail server on loopback that keeps what it takes, and can misbehave. */
public final class MailCatcher implements AutoCloseable {
    private final ServerSocket socket;
    private final List<CaughtMail> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Mood mood = Mood.WELL;

    /** How it treats who comes. */
    public enum Mood {
        WELL,
        /** Greets with 554 and hangs up. */
        BROKEN,
        /** Says nothing at all. */
        SILENT,
        /** Greets without end, a byte at a time. */
        DRIPPING,
        /** Takes no mail to anybody whose address begins with {@code gone}: 550. */
        SOME_GONE,
        /** Asks to come again later where the address begins with {@code busy}: 451. */
        SOME_BUSY,
        /** Takes everything until the mail itself, and refuses that: 554. */
        PICKY
    }

    private MailCatcher(ServerSocket socket) {
        this.socket = socket;
    }

    /** Starts one on a free port. */
    public static MailCatcher start() {
        try {
            MailCatcher catcher = new MailCatcher(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(catcher::accept);
            return catcher;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void behave(Mood next) {
        mood = next;
    }

    /** What it took, in the order of arrival. */
    public List<CaughtMail> mails() {
        return List.copyOf(mails);
    }

    /** Every command that it was given. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                open.add(one);
                Thread.ofVirtual().start(() -> converse(one));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket one) {
        try (one) {
            switch (mood) {
                case BROKEN -> say(one, "554 no mail today");
                case SILENT -> one.getInputStream().skip(Long.MAX_VALUE);
                case DRIPPING -> drip(one);
                case WELL, SOME_GONE, SOME_BUSY, PICKY -> take(one);
            }
        } catch (IOException | InterruptedException hungUp) {
            // whoever sends has gone, or this server is being stopped
        } finally {
            open.remove(one);
        }
    }

    private void drip(Socket one) throws IOException, InterruptedException {
        say(one, "220-catcher");
        do {
            one.getOutputStream().write('2');
            one.getOutputStream().flush();
        } while (!stopped.await(50, TimeUnit.MILLISECONDS));
    }

    private void take(Socket one) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8));
        String from = "";
        String to = "";
        say(one, "220 catcher");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            if (line.startsWith("MAIL FROM:")) {
                from = address(line);
                say(one, "250 ok");
            } else if (line.startsWith("RCPT TO:")) {
                to = address(line);
                say(one, answerTo(to));
            } else if (line.equals("DATA")) {
                say(one, "354 go on");
                CaughtMail mail = new CaughtMail(from, to, data(in));
                if (mood == Mood.PICKY) {
                    say(one, "554 this looks odd");
                } else {
                    mails.add(mail);
                    say(one, "250 taken");
                }
            } else {
                say(one, line.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private String answerTo(String to) {
        if (mood == Mood.SOME_GONE && to.startsWith("gone")) {
            return "550 no such person";
        }
        return mood == Mood.SOME_BUSY && to.startsWith("busy") ? "451 come again" : "250 ok";
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return data.toString();
    }

    private static String address(String command) {
        return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
    }

    private static void say(Socket one, String line) throws IOException {
        one.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        one.getOutputStream().flush();
    }

    /** Returns its mails once there are so many. */
    public List<CaughtMail> await(int number, Duration limit) {
        Await.until(limit, number + " mails", () -> mails.size() >= number);
        return mails();
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            socket.close();
            for (Socket one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
