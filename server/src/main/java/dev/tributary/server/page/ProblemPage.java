package dev.tributary.server.page;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ShowProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows a problem to a person as a page, and to htmx as a toast. */
@Component
final class ProblemPage implements ShowProblem {
    private static final List<String> MACHINES = List.of("/api/", "/tracker/", "/in/", "/catch/", "/t/");

    private final Templates templates;
    private final Frames frames;

    ProblemPage(Templates templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    @Override
    public boolean show(HttpServletRequest request, HttpServletResponse response, Problem problem, String uri)
            throws IOException {
        if (response.isCommitted() || !isForAPerson(request, uri)) {
            return false;
        }
        boolean part = "true".equals(request.getHeader("HX-Request"));
        Map<String, Object> model =
                Map.of("problem", problem, "toast", Toast.bad(problem.detail()), "status", problem.status());
        response.resetBuffer();
        response.setStatus(problem.status());
        new JteView(part ? "ui/toast" : "problem", templates, frames).render(model, request, response);
        return true;
    }

    private static boolean isForAPerson(HttpServletRequest request, String uri) {
        String accept = request.getHeader("Accept");
        boolean browses = accept != null && accept.contains("text/html");
        return MACHINES.stream().noneMatch(uri::startsWith)
                && (browses || "true".equals(request.getHeader("HX-Request")));
    }
}
