package dev.tributary.server.testing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stands behind a raw door and says what reached it. */
@RestController
public class EchoDoor {
    @RequestMapping("/t/echo/**")
    Map<String, String> echo(HttpServletRequest request) throws IOException {
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Map.of(
                "method",
                request.getMethod(),
                "uri",
                request.getRequestURI(),
                "body",
                body,
                "thread",
                Thread.currentThread().isVirtual() ? "virtual" : "platform");
    }
}
