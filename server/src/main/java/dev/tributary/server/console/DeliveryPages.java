package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a webhook was sent, newest first. */
@Controller
@RequestMapping(WebhookRoom.PATH + "/{id}")
class DeliveryPages {
    private static final int MOST_ATTEMPTS = 50;

    private final WebhookRoom room;
    private final WebhookPage pages;

    DeliveryPages(WebhookRoom room, WebhookPage pages) {
        this.room = room;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView list(
            Member member, @PathVariable String id, @RequestParam(defaultValue = "") String status, Paging paging) {
        Endpoint endpoint = room.endpoint(member, id);
        Page<Delivery> page = deliveries(member, endpoint, state(status), paging);
        String here = WebhookRoom.path(endpoint) + "?" + (status.isEmpty() ? "" : "status=" + status + "&");
        return pages.of(
                "console/deliveries",
                member,
                endpoint,
                WebhookPage.DELIVERIES,
                Map.of(
                        "deliveries",
                        page.data(),
                        "form",
                        Form.of(Map.of("status", status)),
                        "first",
                        paging.cursor().isPresent() ? here.substring(0, here.length() - 1) : "",
                        "next",
                        page.next_cursor() == null ? "" : here + "cursor=" + page.next_cursor()));
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
        model.put("label", label(webhooks, found));
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
        return new ModelAndView(
                Go.to(WebhookRoom.path(endpoint)).saying("It is sent again, as a delivery of its own."));
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

    private static String label(Webhooks webhooks, Delivery delivery) {
        return webhooks.topics()
                .find(delivery.topic())
                .map(topic -> topic.topic().label())
                .orElse(delivery.topic());
    }

    private Page<Delivery> deliveries(Member member, Endpoint endpoint, Set<State> states, Paging paging) {
        DeliveryFilter filter = new DeliveryFilter(
                states, Set.of(), Optional.of(endpoint.id()), Optional.empty(), Optional.empty(), Optional.empty());
        Optional<DeliveryId> before = paging.cursor()
                .map(cursor ->
                        DeliveryId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        List<Delivery> rows =
                room.open(member).deliveries().list(member.account().id(), filter, before, paging.fetch());
        return Page.cut(rows, paging.limit(), last -> Cursor.of(last.id().toString()));
    }

    private static Set<State> state(String status) {
        if (status.isEmpty()) {
            return Set.of();
        }
        return Set.of(Arrays.stream(State.values())
                .filter(state -> state.text().equals(status))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter("status", "is none that a delivery can have")));
    }
}
