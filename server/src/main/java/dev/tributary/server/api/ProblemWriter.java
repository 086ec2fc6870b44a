package dev.tributary.server.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a problem as application/problem+json, whatever the caller said it accepts. */
public final class ProblemWriter {
    private ProblemWriter() {}

    /** Answers with the problem; does nothing if an answer is already on its way. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        byte[] body = body(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The problem's JSON. */
    public static byte[] body(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.type());
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        if (!problem.errors().isEmpty()) {
            members.put("errors", problem.errors());
        }
        return Json.bytes(members);
    }
}
