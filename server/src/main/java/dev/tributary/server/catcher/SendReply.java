package dev.tributary.server.catcher;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ProblemWriter;
import dev.tributary.webhooks.transport.Header;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;

/** Writes a reply. An answer may say anything in our origin's name, so a browser gets it sandboxed. */
final class SendReply {
    private final Response response;

    SendReply(Response response) {
        this.response = response;
    }

    void send(Reply reply) throws IOException {
        switch (reply) {
            case Reply.Answered answered -> answer(answered);
            case Reply.Dropped _ -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            case Reply.Unknown _ -> problem(404, "No catcher has this URL.");
            case Reply.Limited limited -> limited(limited.retryAfter());
        }
    }

    void unavailable() throws IOException {
        problem(503, "The request could not be kept; try again.");
    }

    /** The body broke off or was not framed as HTTP has it. */
    void unreadable() throws IOException {
        problem(400, "The body could not be read to its end.");
    }

    private void limited(Duration retryAfter) throws IOException {
        response.setHeader("Retry-After", String.valueOf(retryAfter.toSeconds() + 1));
        problem(429, "This catcher has had all the requests that it takes in a minute.");
    }

    private void answer(Reply.Answered answered) throws IOException {
        response.setStatus(answered.status());
        for (Header header : answered.headers()) {
            response.addHeader(header.name(), header.value());
        }
        body(answered.body());
    }

    private void problem(int status, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        body(ProblemWriter.body(Problem.of(status, detail)));
    }

    private void body(byte[] body) throws IOException {
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (response.getStatus() != 204 && response.getStatus() != 304) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
        response.finishResponse();
    }
}
