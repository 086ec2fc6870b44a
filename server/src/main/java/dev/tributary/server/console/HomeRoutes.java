package dev.tributary.server.console;

import dev.tributary.server.page.Go;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where somebody lands who names no page: in the first room that there is. */
@Controller
class HomeRoutes {
    @GetMapping("/")
    ModelAndView root() {
        return new ModelAndView(Go.to("/console"));
    }

    @GetMapping("/console")
    ModelAndView console() {
        return new ModelAndView(Go.to(WebhookRoom.PATH));
    }
}
