package dev.tributary.server.catcher;

import dev.tributary.webhooks.transport.Header;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door {@code ANY /catch/{token}[/…]}. It stands in Tomcat's own pipeline, before filters, firewall and mapping:
 * they parse forms, refuse {@code //} and {@code ;}, know only some methods, and can't drop a connection.
 */
final class CatchValve extends ValveBase {
    static final String PREFIX = "/catch/";
    private static final Logger LOG = LoggerFactory.getLogger(CatchValve.class);

    private final TakeRequest requests;
    private final CatcherLimits limits;
    private final Delay delay;

    CatchValve(TakeRequest requests, CatcherLimits limits, Delay delay) {
        super(true);
        this.requests = requests;
        this.limits = limits;
        this.delay = delay;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, jakarta.servlet.ServletException {
        String path = request.getRequestURI();
        if (path == null || !path.startsWith(PREFIX) || response.isError()) {
            getNext().invoke(request, response);
            return;
        }
        SendReply send = new SendReply(response);
        CappedBody body;
        try {
            body = CappedBody.read(request.getInputStream(), limits.bodyBytes());
        } catch (IOException cut) {
            send.unreadable();
            return;
        }
        catchIt(arrival(request, path, body), send);
    }

    private void catchIt(Arrival arrival, SendReply send) throws IOException {
        Reply reply;
        try {
            reply = requests.take(arrival);
        } catch (RuntimeException fault) {
            LOG.error("a caught request could not be kept", fault);
            send.unavailable();
            return;
        }
        delay.pass(delayOf(reply));
        send.send(reply);
    }

    private static Arrival arrival(Request request, String path, CappedBody body) {
        String rest = path.substring(PREFIX.length());
        int end = rest.indexOf('/');
        String token = end < 0 ? rest : rest.substring(0, end);
        String query = request.getQueryString();
        return new Arrival(
                token,
                request.getMethod(),
                query == null ? path : path + "?" + query,
                headers(request.getCoyoteRequest().getMimeHeaders()),
                body.bytes(),
                body.truncated(),
                request.getRemoteAddr(),
                ForcedStatus.of(rest.substring(token.length())));
    }

    private static List<Header> headers(MimeHeaders headers) {
        List<Header> list = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            list.add(new Header(
                    headers.getName(i).toString(), headers.getValue(i).toString()));
        }
        return list;
    }

    private static Duration delayOf(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered.delay();
            case Reply.Dropped dropped -> dropped.delay();
            case Reply.Unknown _, Reply.Limited _ -> Duration.ZERO;
        };
    }
}
