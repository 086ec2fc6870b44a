package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.catcher.Catcher;
import dev.tributary.server.catcher.CatcherUrls;
import dev.tributary.server.catcher.Caught;
import dev.tributary.server.catcher.CaughtRequest;
import dev.tributary.server.catcher.Judged;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.DeliveryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One caught request, pane by pane. */
@Controller
@RequestMapping(TestUrls.PATH + "/{id}/requests/{number}")
class CaughtPages {
    private static final List<String> PANES = List.of("body", "raw", "hex", "headers", "query", "signature", "curl");

    private final CatcherRoom room;
    private final WebhookRoom webhookRoom;
    private final Caught caught;
    private final CatcherUrls urls;

    CaughtPages(CatcherRoom room, WebhookRoom webhookRoom, Caught caught, CatcherUrls urls) {
        this.room = room;
        this.webhookRoom = webhookRoom;
        this.caught = caught;
        this.urls = urls;
    }

    @GetMapping
    ModelAndView one(
            Member member,
            @PathVariable String id,
            @PathVariable String number,
            @RequestParam(defaultValue = "body") String show) {
        Catcher catcher = room.find(member, id);
        Judged found = judged(catcher, number);
        CaughtStory story = new CaughtStory(found, urls.of(found.request()), delivery(member, found.request()));
        return new ModelAndView(
                "console/caught-request",
                Map.of(
                        "catcher",
                        room.row(catcher),
                        "row",
                        CaughtRow.of(catcher, found),
                        "story",
                        story,
                        "show",
                        PANES.contains(show) ? show : "body",
                        "may",
                        member.may(Permission.CATCHERS)));
    }

    /** All bytes that are kept of the body, which no browser shows or runs. */
    @GetMapping("/body")
    ResponseEntity<byte[]> body(Member member, @PathVariable String id, @PathVariable String number) {
        CaughtRequest request = judged(room.find(member, id), number).request();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment; filename=\"" + CurlOf.fileName(request) + "\"")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .body(request.body());
    }

    @PostMapping("/delete")
    ModelAndView delete(
            @Needs(Permission.CATCHERS) Member member, @PathVariable String id, @PathVariable String number) {
        Catcher catcher = room.find(member, id);
        if (!caught.forget(catcher.account(), catcher.id(), CatcherRoom.number(number))) {
            throw none();
        }
        return new ModelAndView(Go.to(TestUrls.path(catcher)).saying("Request " + number + " is deleted."));
    }

    private Judged judged(Catcher catcher, String number) {
        return caught.one(catcher, CatcherRoom.number(number)).orElseThrow(CaughtPages::none);
    }

    /** Whoever sends may name any delivery: it counts if it is the account's own. */
    private String delivery(Member member, CaughtRequest request) {
        Optional<DeliveryId> named = request.header("Tributary-Delivery").flatMap(DeliveryId::parse);
        if (named.isEmpty() || !webhookRoom.isOpen(member)) {
            return "";
        }
        Webhooks webhooks = webhookRoom.open(member);
        return webhooks.deliveries()
                .find(member.account().id(), named.get())
                .map(delivery -> WebhookRoom.PATH + "/" + delivery.endpoint() + "/deliveries/" + delivery.id())
                .orElse("");
    }

    private static Problem none() {
        return Problem.notFound("such request, or it is no longer kept");
    }
}
