package dev.tributary.server.webhook;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.WebhooksOff;
import dev.tributary.webhooks.replay.ReplayId;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.replay.Replays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replays of many: count, start, watch, cancel. */
@RestController
@RequestMapping("/api/v1")
final class ReplayRoutes {
    private final Webhooks webhooks;
    private final Replays replays;
    private final FindWebhook find;

    ReplayRoutes(Webhooks webhooks, FindWebhook find) {
        this.webhooks = webhooks;
        this.replays = webhooks.replays();
        this.find = find;
    }

    /** A dry run counts and starts nothing. */
    @PostMapping("/webhooks/{id}/replays")
    ResponseEntity<Object> start(Caller caller, @PathVariable String id, Fields body) {
        boolean dryRun = body.flag("dry_run").orElse(false);
        ReplayScope scope = new ReadReplay(body, webhooks.topics()).read();
        EndpointId webhook = FindWebhook.parse(id).orElseThrow(() -> FindWebhook.none(id));
        Optional<Object> answer = dryRun
                ? replays.count(caller.account(), webhook, scope)
                        .map(count -> ReplayView.Count.of(webhook.toString(), count))
                : replays.start(caller.account(), webhook, scope, caller.actor())
                        .map(ReplayView::of);
        return ResponseEntity.status(dryRun ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(answer.orElseThrow(() -> FindWebhook.none(id)));
    }

    @GetMapping("/webhooks/{id}/replays")
    Page<ReplayView> list(Caller caller, @PathVariable String id, Paging paging) {
        EndpointId webhook = find.find(caller.account(), id).id();
        Optional<ReplayId> before = paging.cursor()
                .map(cursor ->
                        ReplayId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        List<ReplayJob> rows = replays.list(caller.account(), webhook, before, paging.fetch());
        return Page.cut(rows, paging.limit(), last -> Cursor.of(last.id().toString()))
                .map(ReplayView::of);
    }

    @GetMapping("/replays/{id}")
    ReplayView get(Caller caller, @PathVariable String id) {
        requireOn(caller.account());
        return ReplayId.parse(id)
                .flatMap(replay -> replays.find(caller.account(), replay))
                .map(ReplayView::of)
                .orElseThrow(() -> none(id));
    }

    /** The replay as it then is; one that has ended stays as it is. */
    @PostMapping("/replays/{id}/cancel")
    ReplayView cancel(Caller caller, @PathVariable String id, Fields body) {
        body.done();
        requireOn(caller.account());
        return ReplayId.parse(id)
                .flatMap(replay -> replays.cancel(caller.account(), replay))
                .map(ReplayView::of)
                .orElseThrow(() -> none(id));
    }

    private void requireOn(AccountId account) {
        if (!webhooks.endpoints().enabledFor(account)) {
            throw new WebhooksOff(account);
        }
    }

    private static Problem none(String id) {
        return Problem.notFound("replay " + (id.length() > 60 ? id.substring(0, 60) : id));
    }
}
