package dev.tributary.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows a problem to a person instead of writing it as JSON. Implemented by the package that draws pages. */
@FunctionalInterface
public interface ShowProblem {
    /**
     * Answers with a page, if a person asked.
     *
     * @param uri what was asked for; the request's own is {@code /error} after a forward
     * @return whether it answered
     */
    boolean show(HttpServletRequest request, HttpServletResponse response, Problem problem, String uri)
            throws IOException;
}
