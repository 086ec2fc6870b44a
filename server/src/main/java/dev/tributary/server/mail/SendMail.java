package dev.tributary.server.mail;

import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands mail to the installation's mail server, where it has one. Safe for many threads. */
public final class SendMail {
    private final Optional<MailServer> server;
    private final InstantSource clock;
    private final ThreadFactory threads;

    /**
     * Makes one.
     *
     * @param server empty where no mail can be sent
     * @param threads makes virtual threads: one that is interrupted closes the socket that it waits for
     */
    public SendMail(Optional<MailServer> server, InstantSource clock, ThreadFactory threads) {
        this.server = server;
        this.clock = clock;
        this.threads = threads;
    }

    /** Whether mail is set up. */
    public boolean isOn() {
        return server.isPresent();
    }

    /** What became of a mail that the server has answered. */
    public enum Answer {
        /** The server took it. */
        TAKEN,
        /** The server will never take mail to this address, or it is none that mail can be sent to. */
        REFUSED_ADDRESS
    }

    /**
     * Sends one mail and waits for the server's answer, no longer than its deadline.
     *
     * @throws MailFault if it did not go, but may later
     */
    public Answer send(Mail mail) throws MailFault, InterruptedException {
        MailServer to = server.orElseThrow(() -> new MailFault("No mail server is set."));
        FutureTask<Answer> sending = new FutureTask<>(() -> new Submission(to, clock).hand(mail));
        threads.newThread(sending).start();
        try {
            return sending.get(to.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException late) {
            throw fault(to, "it did not finish within " + to.deadline().toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw fault(to, reason(failed));
        } finally {
            sending.cancel(true);
        }
    }

    private static MailFault fault(MailServer server, String reason) {
        return new MailFault("The mail server " + server + " takes no mail: " + reason + ".");
    }

    /** What went wrong, as far as whoever runs the server can tell by it: the server's own words where it has spoken. */
    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String text = cause instanceof MessagingException messaging && messaging.getNextException() != null
                ? cause.getMessage() + " (" + messaging.getNextException().getMessage() + ")"
                : String.valueOf(cause.getMessage());
        return Mail.line(text.replaceAll("\\.+$", ""), 300);
    }
}
