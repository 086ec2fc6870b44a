package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.CatcherId;
import dev.tributary.server.catcher.Catchers;
import dev.tributary.server.page.Tab;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The request catchers of whoever asks, and what stands on each view of one's page. */
@Component
class CatcherRoom {
    static final String REQUESTS = "";
    static final String ANSWER = "/answer";
    static final String SETTINGS = "/settings";

    private final Catchers catchers;
    private final TestUrls urls;

    CatcherRoom(Catchers catchers, TestUrls urls) {
        this.catchers = catchers;
        this.urls = urls;
    }

    Optional<Catcher> search(Member member, String id) {
        return CatcherId.parse(id)
                .flatMap(parsed -> catchers.find(member.account().id(), parsed));
    }

    Catcher find(Member member, String id) {
        return search(member, id).orElseThrow(() -> Problem.notFound("such request catcher"));
    }

    CatcherRow row(Catcher catcher) {
        return CatcherRow.of(catcher, urls.url(catcher));
    }

    ModelAndView page(String template, Member member, Catcher catcher, String view, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        boolean may = member.may(Permission.CATCHERS);
        model.put("catcher", row(catcher));
        model.put("may", may);
        model.put("tabs", tabs(TestUrls.path(catcher), view, may));
        return new ModelAndView(template, model);
    }

    /** A request's number in a path or parameter. */
    static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.notFound("such request");
        }
        return Long.parseLong(text);
    }

    private static List<Tab> tabs(String path, String view, boolean may) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(Tab.of("Requests", path, view.equals(REQUESTS)));
        if (may) {
            tabs.add(Tab.of("Answer", path + ANSWER, view.equals(ANSWER)));
            tabs.add(Tab.of("Settings", path + SETTINGS, view.equals(SETTINGS)));
        }
        return tabs;
    }
}
