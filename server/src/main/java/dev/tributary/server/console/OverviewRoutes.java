package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.page.Tab;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Answers;
import dev.tributary.webhooks.delivery.Buckets;
import dev.tributary.webhooks.delivery.DeliveryStatistics;
import dev.tributary.webhooks.delivery.Outcomes;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How a webhook is: in words, figures and charts. */
@Controller
class OverviewRoutes {
    private final WebhookRoom room;
    private final WebhookPage pages;
    private final SendMail mail;

    OverviewRoutes(WebhookRoom room, WebhookPage pages, SendMail mail) {
        this.room = room;
        this.pages = pages;
        this.mail = mail;
    }

    @GetMapping(WebhookRoom.PATH + "/{id}")
    ModelAndView show(Member member, @PathVariable String id, @RequestParam(defaultValue = "24h") String window) {
        Endpoint endpoint = room.endpoint(member, id);
        Span span = Span.of(window);
        return pages.of(
                "console/webhook-overview",
                member,
                endpoint,
                WebhookPage.OVERVIEW,
                Map.of(
                        "figures",
                        figures(room.open(member), endpoint, span),
                        "held",
                        room.held(member, endpoint),
                        "prospect",
                        Prospect.of(room.open(member), endpoint, mail),
                        "windows",
                        windows(endpoint, span)));
    }

    private static WebhookFigures figures(Webhooks webhooks, Endpoint endpoint, Span span) {
        DeliveryStatistics statistics = webhooks.statistics();
        Buckets buckets = span.buckets(webhooks.clock().instant());
        List<Outcomes> outcomes = statistics
                .outcomes(endpoint.account(), List.of(endpoint.id()), buckets, span.mostDeliveries())
                .getOrDefault(endpoint.id(), Collections.nCopies(buckets.count(), Outcomes.NONE));
        List<Answers> answers = statistics.answers(endpoint.account(), endpoint.id(), buckets, span.mostTried());
        return WebhookFigures.of(span, buckets, outcomes, answers);
    }

    private static List<Tab> windows(Endpoint endpoint, Span shown) {
        return Arrays.stream(Span.values())
                .map(span -> Tab.of(span.label(), WebhookRoom.path(endpoint) + "?window=" + span.text(), span == shown))
                .toList();
    }
}
