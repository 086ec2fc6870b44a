package dev.tributary.server.page;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** Every part of the language in every state, for those who build pages. Absent unless TRIBUTARY_DEVELOPMENT is set. */
@Controller
@ConditionalOnBooleanProperty("tributary.development")
final class DevelopmentRoutes {
    private static final Form REFUSED = Form.refused(
            Map.of("url", new String[] {"http://10.0.0.7/hook"}, "topics", new String[] {"conversion.approved"}),
            List.of(
                    new FieldError("url", "must be an https URL that is reachable from the internet"),
                    new FieldError("description", "is longer than 200 characters")));

    private final InstantSource clock;

    DevelopmentRoutes(InstantSource clock) {
        this.clock = clock;
    }

    @GetMapping("/console/dev/components")
    ModelAndView components() {
        return new ModelAndView("dev/components", Map.of("now", clock.instant(), "refused", REFUSED.scoped("refused")));
    }

    @GetMapping("/console/dev/sheet")
    ModelAndView sheet() {
        return new ModelAndView("dev/sheet", Map.of("form", Form.EMPTY));
    }

    @PostMapping("/console/dev/sheet")
    @ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
    ModelAndView refuse() {
        return new ModelAndView("dev/sheet", Map.of("form", REFUSED));
    }

    @GetMapping("/console/dev/alone")
    String alone() {
        return "dev/alone";
    }

    @GetMapping("/console/dev/problem/{status}")
    ModelAndView problem(@PathVariable int status) {
        Problem problem = Problem.of(Math.clamp(status, 400, 599), "This is what a refusal looks like.");
        return new ModelAndView("problem", Map.of("problem", problem));
    }
}
