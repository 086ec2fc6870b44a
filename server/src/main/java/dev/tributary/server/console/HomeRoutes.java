package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.account.Account;
import dev.tributary.server.page.Frame;
import dev.tributary.server.page.Go;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where somebody lands who names no page: the overview of what happened today. */
@Controller
class HomeRoutes {
    private final Overview overview;

    HomeRoutes(Overview overview) {
        this.overview = overview;
    }

    @GetMapping("/")
    ModelAndView root() {
        return new ModelAndView(Go.to("/console"));
    }

    /** Asked by htmx, only what happened today; nothing where nothing has happened since. */
    @GetMapping("/console")
    ModelAndView show(Member member, @RequestParam(defaultValue = "") String seen, Frame frame) {
        Account account = member.account();
        List<EventRow> events = overview.newest(account);
        String newest = events.isEmpty() ? "" : events.getFirst().id();
        if (frame.inPart() && seen.equals(newest)) {
            ModelAndView nothing = new ModelAndView("console/nothing");
            nothing.setStatus(HttpStatus.NO_CONTENT);
            return nothing;
        }
        Map<String, Object> model = new HashMap<>();
        model.put("day", Day.of(overview.today(account), account.currency()));
        model.put("orders", overview.ordersToday(account));
        model.put("events", events);
        model.put("seen", newest);
        if (frame.inPart()) {
            return new ModelAndView("console/today", model);
        }
        model.put("troubled", overview.troubled(account));
        model.put("steps", overview.steps(account));
        model.put("programme", member.may(Permission.PROGRAMME));
        model.put("sources", member.may(Permission.SOURCES));
        model.put("webhooks", member.may(Permission.WEBHOOKS));
        return new ModelAndView("console/overview", model);
    }
}
