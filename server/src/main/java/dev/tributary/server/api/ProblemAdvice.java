package dev.tributary.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever a route throws into a problem. What we did not foresee is ours: logged, and a bare 500. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ObjectProvider<ShowProblem> page;

    ProblemAdvice(ObjectProvider<ShowProblem> page) {
        this.page = page;
    }

    @ExceptionHandler
    void answer(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (e instanceof AsyncRequestNotUsableException) {
            return; // the caller has gone
        }
        if (e instanceof HttpRequestMethodNotSupportedException m && m.getSupportedMethods() != null) {
            response.setHeader("Allow", String.join(", ", m.getSupportedMethods()));
        }
        Problem problem = problem(e, request);
        ShowProblem show = page.getIfAvailable(() -> (_, _, _, _) -> false);
        if (!show.show(request, response, problem, request.getRequestURI())) {
            ProblemWriter.write(response, problem);
        }
    }

    private static Problem problem(Exception e, HttpServletRequest request) {
        return switch (e) {
            case Problem problem -> problem;
            case MethodArgumentTypeMismatchException m -> mismatch(m, request);
            case MissingServletRequestParameterException m -> Problem.badParameter(m.getParameterName(), "is required");
            case ConcurrencyFailureException _ ->
                Problem.conflict(
                        "Somebody else changed the same thing at the same moment; nothing was done. Try again.");
            case CannotCreateTransactionException c -> unavailable(c);
            case DataAccessResourceFailureException c -> unavailable(c);
            case InvalidParameterException _ ->
                Problem.badRequest("The form is too large, or can't be read as one. Nothing was done.");
            case ErrorResponse r when r.getStatusCode().value() == 404 -> ErrorPage.noRoute(request.getRequestURI());
            case ErrorResponse r
            when r.getStatusCode().is4xxClientError() ->
                Problem.of(r.getStatusCode().value(), detail(r));
            default -> unforeseen(e, request);
        };
    }

    private static String detail(ErrorResponse response) {
        String detail = response.getBody().getDetail();
        return detail == null ? "The request can't be served." : detail;
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return e.getParameter().hasParameterAnnotation(PathVariable.class)
                ? Problem.notFound("such thing: " + Values.printable(request.getRequestURI()))
                : Problem.badParameter(e.getName(), "can't be read");
    }

    private static Problem unavailable(Exception e) {
        LOG.error("The database can't be reached: {}", e.getMessage());
        return Problem.of(503, "The database can't be reached. Nothing was done, or its answer was lost; try again.");
    }

    private static Problem unforeseen(Exception e, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), Values.printable(request.getRequestURI()), e);
        return Problem.of(500, "Something went wrong on our side; the log of the server says what.");
    }
}
