package dev.tributary.server.webhook;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Revision;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.VersionConflict;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/webhooks}: set up, read, change, delete. */
@RestController
@RequestMapping("/api/v1/webhooks")
final class WebhookRoutes {
    private static final int TRIES = 5;

    private final Endpoints endpoints;
    private final FindWebhook find;
    private final ShowWebhook show;
    private final TransactionTemplate transaction;

    WebhookRoutes(Webhooks webhooks, FindWebhook find, ShowWebhook show, TransactionTemplate transaction) {
        this.endpoints = webhooks.endpoints();
        this.find = find;
        this.show = show;
        this.transaction = transaction;
    }

    @PostMapping
    ResponseEntity<CreatedWebhook> create(Caller caller, Fields body) {
        EndpointSettings settings = new ReadSettings(body).create();
        Optional<String> secret = body.verbatim("secret", 500);
        body.done();
        Endpoint made = endpoints.create(caller.account(), settings, secret);
        String text = endpoints
                .secret(caller.account(), made.id())
                .orElseThrow(() -> FindWebhook.none(made.id().toString()))
                .text();
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(Revision.of(made.version()))
                .body(new CreatedWebhook(show.one(caller, made), text));
    }

    @GetMapping
    Page<WebhookView> list(Caller caller, Paging paging) {
        Optional<EndpointId> after = paging.cursor()
                .map(cursor ->
                        EndpointId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        List<Endpoint> rows = endpoints.list(caller.account(), after, paging.fetch());
        return Page.cut(rows, paging.limit(), last -> Cursor.of(last.id().toString()))
                .map(show.all(caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<WebhookView> get(Caller caller, @PathVariable String id) {
        return answer(caller, find.find(caller.account(), id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<WebhookView> patch(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) Optional<String> ifMatch,
            Fields body) {
        for (int left = TRIES; ; left--) {
            Endpoint old = find.find(caller.account(), id);
            Revision.require(ifMatch.orElse(null), old.version());
            EndpointSettings settings = new ReadSettings(body).over(old.settings());
            body.done();
            try {
                return answer(
                        caller,
                        endpoints
                                .change(caller.account(), old.id(), settings, Optional.of(old.version()))
                                .orElseThrow(() -> FindWebhook.none(id)));
            } catch (VersionConflict someoneElse) {
                if (ifMatch.isPresent() || left == 1) {
                    throw someoneElse;
                }
            }
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) Optional<String> ifMatch) {
        transaction.executeWithoutResult(_ -> {
            Endpoint old = find.matching(caller.account(), id, ifMatch);
            if (!endpoints.delete(caller.account(), old.id())) {
                throw FindWebhook.none(id);
            }
        });
    }

    private ResponseEntity<WebhookView> answer(Caller caller, Endpoint endpoint) {
        return ResponseEntity.ok().eTag(Revision.of(endpoint.version())).body(show.one(caller, endpoint));
    }
}
