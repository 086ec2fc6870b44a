package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.page.Tab;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What stands on each view of a webhook's page: its name, its state and the tabs. */
@Component
class WebhookPage {
    static final String OVERVIEW = "";
    static final String DELIVERIES = "/deliveries";
    static final String REPLAYS = "/replays";
    static final String SETTINGS = "/settings";
    static final String SECRET = "/secret";

    private final WebhookRoom room;
    private final TestUrls testUrls;

    WebhookPage(WebhookRoom room, TestUrls testUrls) {
        this.room = room;
        this.testUrls = testUrls;
    }

    ModelAndView of(String template, Member member, Endpoint endpoint, String view, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        Webhooks webhooks = room.open(member);
        WebhookHealth health = ReadHealth.of(webhooks, endpoint.account(), List.of(endpoint.id()))
                .of(endpoint);
        WebhookRow row = WebhookRow.of(endpoint, webhooks.topics(), health);
        boolean may = member.may(Permission.WEBHOOKS);
        model.put("row", row);
        model.put("may", may);
        model.put("tabs", tabs(row.path(), view, may));
        model.put("catcher", testUrls.page(member, row.url()));
        return new ModelAndView(template, model);
    }

    private static List<Tab> tabs(String path, String view, boolean may) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(Tab.of("Overview", path, view.equals(OVERVIEW)));
        tabs.add(Tab.of("Deliveries", path + DELIVERIES, view.equals(DELIVERIES)));
        tabs.add(Tab.of("Replays", path + REPLAYS, view.equals(REPLAYS)));
        if (may) {
            tabs.add(Tab.of("Settings", path + SETTINGS, view.equals(SETTINGS)));
            tabs.add(Tab.of("Secret", path + SECRET, view.equals(SECRET)));
        }
        return tabs;
    }
}
