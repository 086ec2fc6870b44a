package dev.tributary.webhooks.transport;

import dev.tributary.webhooks.transport.Outcome.Reason;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Why no answer came, for the log. Texts of exceptions are kept back, since they hold addresses.
 *
 * @param isDeadConnection whether the connection closed before any byte of an answer
 */
record Failure(Reason reason, String detail, boolean isDeadConnection) {
    private static final int MAX_DETAIL = 300;

    private Failure(Reason reason, String detail) {
        this(reason, detail, false);
    }

    static Failure dns(Target target) {
        return new Failure(Reason.DNS, "The name " + target.origin().host() + " did not resolve within 5 s.");
    }

    static Failure deadline(Duration deadline) {
        return new Failure(Reason.TIMEOUT, "No complete answer within " + deadline.toMillis() + " ms.");
    }

    static Failure status(int status) {
        return new Failure(Reason.PROTOCOL, "The answer's status " + status + " is outside 100 to 599.");
    }

    static Failure of(Throwable cause, Target target) {
        String place = target.origin().urlHost() + ":" + target.origin().port();
        return switch (cause) {
            case SslHandshakeTimeoutException _ ->
                new Failure(Reason.TLS, "The TLS handshake with " + place + " took longer than 5 s.");
            case SSLException e -> new Failure(Reason.TLS, "TLS with " + place + " failed: " + tlsReason(e));
            case TunnelRefused e ->
                new Failure(Reason.CONNECT, "No connection to " + place + ": " + e.getMessage() + ".");
            case ConnectTimeoutException _ -> new Failure(Reason.CONNECT, "No connection to " + place + " within 5 s.");
            case NoRouteToHostException _ -> new Failure(Reason.CONNECT, "There is no route to " + place + ".");
            case ConnectException _ -> new Failure(Reason.CONNECT, "The connection to " + place + " was refused.");
            case PrematureChannelClosureException _ ->
                new Failure(Reason.RESET, "The connection closed in the middle of the answer.");
            case HttpClosedException _ -> closed();
            case ClosedChannelException _ -> closed();
            case DecoderException e when e.getCause() instanceof SSLException tls -> of(tls, target);
            case IOException _ -> closed();
            default -> new Failure(Reason.PROTOCOL, "The answer is not HTTP/1.0 or HTTP/1.1.");
        };
    }

    private static Failure closed() {
        return new Failure(Reason.RESET, "The connection closed before the answer was complete.", true);
    }

    /** The innermost text names the certificate's fault; it comes from the receiver and the JDK, not from our network. */
    private static String tlsReason(SSLException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = String.valueOf(root.getMessage()).replaceAll("[^ -~]", "?");
        return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) : text;
    }
}
