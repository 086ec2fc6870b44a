package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One delivery: what was sent, what came back, what follows; and to send it again. */
@Controller
@RequestMapping(WebhookRoom.PATH + "/{id}")
class DeliveryPages {
    private static final int MOST_ATTEMPTS = 50;

    private final WebhookRoom room;

    DeliveryPages(WebhookRoom room) {
        this.room = room;
    }

    @GetMapping("/deliveries/{delivery}")
    ModelAndView one(Member member, @PathVariable String id, @PathVariable String delivery) {
        Endpoint endpoint = room.endpoint(member, id);
        Delivery found = room.delivery(member, endpoint, delivery);
        Webhooks webhooks = room.open(member);
        List<AttemptStory> attempts =
                webhooks.deliveries().attempts(member.account().id(), found.id(), 0, MOST_ATTEMPTS).stream()
                        .map(AttemptStory::of)
                        .toList()
                        .reversed();
        Map<String, Object> model = new HashMap<>();
        model.put("delivery", found);
        model.put("label", DeliveryRow.of(found, webhooks.topics(), "").label());
        model.put("waiting", Waiting.of(webhooks, endpoint, found));
        model.put(
                "most", webhooks.schedules().of(endpoint.settings().schedule()).attempts());
        model.put("attempts", attempts);
        model.put("name", WebhookRow.name(endpoint));
        model.put("path", WebhookRoom.path(endpoint));
        model.put("may", member.may(Permission.WEBHOOKS));
        model.put("body", body(webhooks, member, endpoint, found));
        return new ModelAndView("console/delivery", model);
    }

    /** Sends it again, whatever became of it. */
    @PostMapping("/deliveries/{delivery}/replay")
    ModelAndView replay(
            @Needs(Permission.WEBHOOKS) Member member, @PathVariable String id, @PathVariable String delivery) {
        Endpoint endpoint = room.endpoint(member, id);
        Delivery old = room.delivery(member, endpoint, delivery);
        if (!old.payloadKept()) {
            throw Problem.of(410, "What this delivery sent is no longer kept, so it can't be sent again.");
        }
        if (room.open(member).replay(member.account().id(), old.id()).isEmpty()) {
            throw WebhookRoom.none();
        }
        return new ModelAndView(Go.to(WebhookRoom.path(endpoint) + WebhookPage.DELIVERIES)
                .saying("It is sent again, as a delivery of its own."));
    }

    /** What will be sent, where no attempt shows what was. */
    private static String body(Webhooks webhooks, Member member, Endpoint endpoint, Delivery delivery) {
        return webhooks.feed()
                .find(member.account().id(), delivery.event())
                .map(event ->
                        endpoint.settings().format().text().equals("classic") ? event.classic() : event.standard())
                .map(Shown::body)
                .orElse("");
    }
}
