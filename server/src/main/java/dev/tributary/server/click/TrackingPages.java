package dev.tributary.server.click;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Account > Settings > Tracking script: what goes into the shop's pages, and the shop's own hosts. */
@Controller
@RequestMapping(TrackingPages.PATH)
class TrackingPages {
    static final String PATH = "/console/settings/tracking";
    private static final int LONGEST = 20_000;

    private final Tracking tracking;
    private final Clicks clicks;
    private final Installation installation;

    TrackingPages(Tracking tracking, Clicks clicks, Installation installation) {
        this.tracking = tracking;
        this.clicks = clicks;
        this.installation = installation;
    }

    @GetMapping
    ModelAndView show(Member member) {
        List<String> hosts = tracking.of(member.account().id()).hosts().names();
        return page(member, Form.of(Map.of("hosts", String.join("\n", hosts))), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView change(@Needs(Permission.SOURCES) Member member, HttpServletRequest request) {
        FormBody posted = new FormBody(request).given("hosts");
        try {
            String typed = posted.fields().text("hosts", LONGEST).orElse("");
            tracking.change(member.account().id(), Hosts.read(lines(typed), "hosts"));
            return new ModelAndView(Go.to(PATH).saying("The hosts are saved."));
        } catch (Problem problem) {
            return page(member, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static List<String> lines(String typed) {
        return Arrays.stream(typed.split("[\\s,]+"))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private ModelAndView page(Member member, Form form, HttpStatus status) {
        Tracking.Shop shop = tracking.of(member.account().id());
        ModelAndView page = new ModelAndView(
                "click/tracking",
                Map.of(
                        "guide",
                        TrackingGuide.of(shop, installation.baseUrl()),
                        "newest",
                        clicks.newest(member.account().id()),
                        "form",
                        form,
                        "may",
                        member.may(Permission.SOURCES)));
        page.setStatus(status);
        return page;
    }
}
