package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Paging;
import dev.tributary.server.page.Choice;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.FindDeliveries;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a webhook was sent, newest first, and what has changed of it since one looked. */
@Controller
@RequestMapping(WebhookRoom.PATH + "/{id}/deliveries")
class DeliveryListRoutes {
    private static final FindDeliveries.Found NOTHING = new FindDeliveries.Found(List.of(), Optional.empty());

    private final WebhookRoom room;
    private final WebhookPage pages;

    DeliveryListRoutes(WebhookRoom room, WebhookPage pages) {
        this.room = room;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView list(
            Member member, @PathVariable String id, @RequestParam Map<String, String> parameters, Paging paging) {
        Endpoint endpoint = room.endpoint(member, id);
        Webhooks webhooks = room.open(member);
        DeliveryQuery query = new DeliveryQuery(parameters, webhooks.topics());
        Optional<DeliveryId> before = paging.cursor()
                .map(cursor ->
                        DeliveryId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        FindDeliveries.Found found = query.isSound()
                ? webhooks.find()
                        .run(
                                endpoint.account(),
                                query.search().in(endpoint.id()),
                                before,
                                Optional.empty(),
                                paging.limit())
                : NOTHING;
        String here = WebhookRoom.path(endpoint) + WebhookPage.DELIVERIES + "?" + query.query();
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows(found.rows(), webhooks.topics(), endpoint));
        model.put("form", query.form());
        model.put("filtered", !query.query().isEmpty());
        model.put("bulk", bulk(endpoint, query));
        model.put("topics", topics(webhooks.topics()));
        model.put("first", before.isPresent() ? here.substring(0, here.length() - 1) : "");
        model.put(
                "next",
                found.next()
                        .map(last -> here + "cursor=" + Cursor.of(last.toString()))
                        .orElse(""));
        model.put("further", found.next().isPresent() && found.rows().size() < paging.limit());
        model.put("tail", WebhookRoom.path(endpoint) + "/tail?" + query.query());
        ModelAndView page = pages.of("console/deliveries", member, endpoint, WebhookPage.DELIVERIES, model);
        page.setStatus(query.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** Where all that match can be sent again; empty where no filter is set, or it names one event. */
    private static String bulk(Endpoint endpoint, DeliveryQuery query) {
        boolean some = !query.query().isEmpty()
                && query.isSound()
                && query.search().filter().event().isEmpty();
        return some ? WebhookRoom.path(endpoint) + WebhookPage.REPLAYS + "/new?" + query.query() : "";
    }

    private static List<DeliveryRow> rows(List<Delivery> found, TopicCatalogue topics, Endpoint endpoint) {
        return found.stream()
                .map(each -> DeliveryRow.of(each, topics, WebhookRoom.path(endpoint)))
                .toList();
    }

    private static List<Choice> topics(TopicCatalogue topics) {
        return Stream.concat(
                        Stream.of(Choice.of("", "Any")),
                        topics.definitions().stream()
                                .map(each -> Choice.of(
                                        each.topic().type(), each.topic().label())))
                .toList();
    }
}
