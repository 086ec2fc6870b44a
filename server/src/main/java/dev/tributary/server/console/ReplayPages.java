package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Frame;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.replay.ReplayId;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** A webhook's replays of many: how far they are, what came of them, and to cancel one. */
@Controller
@RequestMapping(WebhookRoom.PATH + "/{id}/replays")
class ReplayPages {
    /** Tells htmx that what it polls for will not change any more. */
    private static final HttpStatusCode STOP_POLLING = HttpStatusCode.valueOf(286);

    private final WebhookRoom room;
    private final WebhookPage pages;

    ReplayPages(WebhookRoom room, WebhookPage pages) {
        this.room = room;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView list(Member member, @PathVariable String id, Paging paging) {
        Endpoint endpoint = room.endpoint(member, id);
        Webhooks webhooks = room.open(member);
        Optional<ReplayId> before = paging.cursor()
                .map(cursor ->
                        ReplayId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        List<ReplayJob> found = webhooks.replays().list(endpoint.account(), endpoint.id(), before, paging.fetch());
        Page<ReplayJob> page =
                Page.cut(found, paging.limit(), last -> Cursor.of(last.id().toString()));
        String here = WebhookRoom.path(endpoint) + WebhookPage.REPLAYS;
        Map<String, Object> model = new HashMap<>();
        model.put(
                "rows",
                page.data().stream()
                        .map(job -> ReplayRow.of(job, webhooks.topics(), WebhookRoom.path(endpoint)))
                        .toList());
        model.put("first", before.isPresent() ? here : "");
        model.put("next", page.next_cursor() == null ? "" : here + "?cursor=" + page.next_cursor());
        return pages.of("console/replays", member, endpoint, WebhookPage.REPLAYS, model);
    }

    /** The page, or for who looks at it already how far it is now. */
    @GetMapping("/{replay}")
    ModelAndView one(Member member, @PathVariable String id, @PathVariable String replay, Frame frame) {
        Endpoint endpoint = room.endpoint(member, id);
        ReplayJob job = find(member, endpoint, replay);
        ReplayRow row = ReplayRow.of(job, room.open(member).topics(), WebhookRoom.path(endpoint));
        if (frame.target().equals("replay-progress")) {
            ModelAndView part =
                    new ModelAndView("console/replay-progress", Map.of("row", row, "waits", waits(endpoint, row)));
            part.setStatus(row.isRunning() ? HttpStatusCode.valueOf(200) : STOP_POLLING);
            return part;
        }
        return new ModelAndView(
                "console/replay-page",
                Map.of(
                        "row",
                        row,
                        "waits",
                        waits(endpoint, row),
                        "name",
                        WebhookRow.name(endpoint),
                        "url",
                        endpoint.settings().url(),
                        "path",
                        WebhookRoom.path(endpoint),
                        "may",
                        member.may(Permission.WEBHOOKS)));
    }

    @PostMapping("/{replay}/cancel")
    ModelAndView cancel(
            @Needs(Permission.WEBHOOKS) Member member, @PathVariable String id, @PathVariable String replay) {
        Endpoint endpoint = room.endpoint(member, id);
        ReplayJob job = find(member, endpoint, replay);
        ReplayState now = room.open(member)
                .replays()
                .cancel(endpoint.account(), job.id())
                .map(ReplayJob::state)
                .orElseThrow(ReplayPages::none);
        return new ModelAndView(Go.to(WebhookRoom.path(endpoint) + WebhookPage.REPLAYS + "/" + job.id())
                .saying(now == ReplayState.CANCELLED ? "The replay is cancelled." : "The replay had ended already."));
    }

    /** Why nothing moves, where that is so. */
    private static String waits(Endpoint endpoint, ReplayRow row) {
        if (!row.isRunning()) {
            return "";
        }
        if (endpoint.status() != Status.ACTIVE) {
            return "It waits, since the webhook is " + endpoint.status().text() + ".";
        }
        return row.job().done() == 0 ? "The replays of a webhook go one after another." : "";
    }

    private ReplayJob find(Member member, Endpoint endpoint, String id) {
        return ReplayId.parse(id)
                .flatMap(parsed -> room.open(member).replays().find(endpoint.account(), parsed))
                .filter(found -> found.endpoint().equals(endpoint.id()))
                .orElseThrow(ReplayPages::none);
    }

    private static Problem none() {
        return Problem.notFound("such replay");
    }
}
