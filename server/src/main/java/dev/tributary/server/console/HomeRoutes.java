package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.account.Account;
import dev.tributary.server.page.Go;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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

    @GetMapping("/console")
    ModelAndView show(Member member) {
        Account account = member.account();
        Map<String, Object> model = new HashMap<>();
        model.put("day", Day.of(overview.today(account), account.currency()));
        model.put("orders", overview.ordersToday(account));
        model.put("events", overview.newest(account));
        model.put("troubled", overview.troubled(account));
        model.put("steps", overview.steps(account));
        model.put("programme", member.may(Permission.PROGRAMME));
        model.put("sources", member.may(Permission.SOURCES));
        model.put("webhooks", member.may(Permission.WEBHOOKS));
        return new ModelAndView("console/overview", model);
    }
}
