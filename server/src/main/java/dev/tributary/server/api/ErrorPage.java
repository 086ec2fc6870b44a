package dev.tributary.server.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The container's errors, and filters', as problems. */
@RestController
final class ErrorPage implements ErrorController {
    private final ObjectProvider<ShowProblem> page;

    ErrorPage(ObjectProvider<ShowProblem> page) {
        this.page = page;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String uri = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        int status = code instanceof Integer number ? number : 404;
        Problem problem = status == 404 ? noRoute(uri) : plain(status);
        ShowProblem show = page.getIfAvailable(() -> (_, _, _, _) -> false);
        if (!show.show(request, response, problem, uri)) {
            ProblemWriter.write(response, problem);
        }
    }

    static Problem noRoute(String uri) {
        return Problem.notFound("route " + Values.printable(uri));
    }

    /** A problem of which only the status is known. */
    static Problem plain(int status) {
        return Problem.of(
                status, status < 500 ? "The request can't be served as it is." : "Something went wrong on our side.");
    }
}
