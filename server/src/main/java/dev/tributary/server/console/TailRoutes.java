package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.endpoint.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is new in the log since a browser looked, and which of the rows that it shows have moved on. */
@Controller
class TailRoutes {
    private static final int MOST = 50;

    private final WebhookRoom room;

    TailRoutes(WebhookRoom room) {
        this.room = room;
    }

    /**
     * The rows alone; 204 where nothing is new.
     *
     * @param after the id of the newest row shown; empty for none
     * @param unfinished rows shown that something may still follow, each as {@code id~stamp}, by commas
     */
    @GetMapping(WebhookRoom.PATH + "/{id}/tail")
    ModelAndView tail(
            Member member,
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String unfinished) {
        Endpoint endpoint = room.endpoint(member, id);
        Webhooks webhooks = room.open(member);
        DeliveryQuery query = new DeliveryQuery(parameters, webhooks.topics());
        List<Delivery> fresh = query.isSound()
                ? webhooks.find()
                        .run(
                                endpoint.account(),
                                query.search().in(endpoint.id()),
                                Optional.empty(),
                                DeliveryId.parse(after),
                                MOST)
                        .rows()
                : List.of();
        List<Delivery> moved = moved(member, endpoint, unfinished);
        ModelAndView part = new ModelAndView(
                fresh.isEmpty() && moved.isEmpty() ? "console/nothing" : "console/tail",
                Map.of(
                        "fresh",
                        rows(fresh, webhooks, endpoint),
                        "moved",
                        rows(moved, webhooks, endpoint),
                        "may",
                        member.may(Permission.WEBHOOKS)));
        part.setStatus(fresh.isEmpty() && moved.isEmpty() ? HttpStatus.NO_CONTENT : HttpStatus.OK);
        return part;
    }

    private List<Delivery> moved(Member member, Endpoint endpoint, String unfinished) {
        return Arrays.stream(unfinished.split(",", MOST + 1))
                .limit(MOST)
                .map(each -> each.split("~", 2))
                .filter(parts -> parts.length == 2)
                .flatMap(parts -> find(member, endpoint, parts[0])
                        .filter(found -> !DeliveryRow.stamp(found).equals(parts[1])))
                .toList();
    }

    private Stream<Delivery> find(Member member, Endpoint endpoint, String id) {
        return DeliveryId.parse(id)
                .flatMap(parsed ->
                        room.open(member).deliveries().find(member.account().id(), parsed))
                .filter(found -> found.endpoint().equals(endpoint.id()))
                .stream();
    }

    private static List<DeliveryRow> rows(List<Delivery> found, Webhooks webhooks, Endpoint endpoint) {
        return found.stream()
                .map(each -> DeliveryRow.of(each, webhooks.topics(), WebhookRoom.path(endpoint)))
                .toList();
    }
}
