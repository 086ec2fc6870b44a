package dev.tributary.server.webhook;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ProblemWriter;
import dev.tributary.server.api.Revision;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.endpoint.InvalidEndpoint;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import dev.tributary.webhooks.endpoint.VersionConflict;
import dev.tributary.webhooks.endpoint.WebhooksOff;
import dev.tributary.webhooks.event.CursorGone;
import dev.tributary.webhooks.replay.ReplayRefused;
import dev.tributary.webhooks.replay.UnknownDeliveries;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says in the API's words what the engine refuses. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EngineProblems {
    private static final String SOON_SECONDS = "5";

    private final Installation installation;

    EngineProblems(Installation installation) {
        this.installation = installation;
    }

    @ExceptionHandler
    void invalid(InvalidEndpoint e, HttpServletResponse response) throws IOException {
        ProblemWriter.write(
                response,
                Problem.unprocessable(e.faults().stream()
                        .map(fault -> new FieldError(fault.field(), fault.message()))
                        .toList()));
    }

    @ExceptionHandler
    void changed(VersionConflict e, HttpServletResponse response) throws IOException {
        ProblemWriter.write(response, Revision.conflict());
    }

    @ExceptionHandler
    void gone(CursorGone e, HttpServletResponse response) throws IOException {
        ProblemWriter.write(
                response,
                Problem.of(
                        410,
                        "Events that follow this cursor are no longer kept, or this installation was put back to a time"
                                + " before it, so going on from it would skip some."
                                + " Begin again without after: that is the oldest event kept. What happened before it"
                                + " is in the lists of conversions, affiliates and triggers."));
    }

    @ExceptionHandler
    void refused(ReplayRefused e, HttpServletResponse response) throws IOException {
        ProblemWriter.write(response, Problem.conflict(String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    void tooMany(TooManyAtOnce e, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", SOON_SECONDS);
        ProblemWriter.write(response, Problem.of(429, e.detail()));
    }

    @ExceptionHandler
    void unknown(UnknownDeliveries e, HttpServletResponse response) throws IOException {
        String some = e.unknown().stream().limit(5).map(DeliveryId::toString).collect(Collectors.joining(", "));
        String more = e.unknown().size() > 5 ? " and " + (e.unknown().size() - 5) + " more" : "";
        ProblemWriter.write(
                response,
                Problem.unprocessable(
                        List.of(new FieldError("deliveries", "not deliveries of this webhook: " + some + more))));
    }

    @ExceptionHandler
    void off(WebhooksOff e, HttpServletResponse response) throws IOException {
        String whom = installation
                .supportEmail()
                .map(" To have them switched on, write to %s."::formatted)
                .orElse(" Whoever runs this installation can switch them on.");
        ProblemWriter.write(response, Problem.forbidden("Webhooks are not enabled for this account." + whom));
    }
}
