package dev.tributary.server.webhook;

import dev.tributary.server.access.Caller;
import dev.tributary.server.access.Scope;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Revision;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be done with a webhook: try it, pause it, enable it, see and rotate its secret. */
@RestController
@RequestMapping("/api/v1/webhooks/{id}")
final class WebhookActions {
    private static final long DEFAULT_OVERLAP_HOURS = 24;
    private static final String DEFAULT_TOPIC = "test.ping";

    private final Webhooks webhooks;
    private final Endpoints endpoints;
    private final FindWebhook find;
    private final ShowWebhook show;
    private final TransactionTemplate transaction;

    WebhookActions(Webhooks webhooks, FindWebhook find, ShowWebhook show, TransactionTemplate transaction) {
        this.webhooks = webhooks;
        this.endpoints = webhooks.endpoints();
        this.find = find;
        this.show = show;
        this.transaction = transaction;
    }

    /** Sends a topic's example now and answers with the attempt, whatever it brought. */
    @PostMapping("/test")
    AttemptView test(Caller caller, @PathVariable String id, Fields body) {
        String type = body.text("topic", 100).orElse(DEFAULT_TOPIC);
        Optional<TopicDefinition> topic = webhooks.topics().find(type);
        if (topic.isEmpty()) {
            body.error("topic", "must be one that GET /api/v1/topics lists");
        }
        body.done();
        return FindWebhook.parse(id)
                .flatMap(found -> webhooks.test(caller.account(), found, topic.orElseThrow()))
                .map(AttemptView::of)
                .orElseThrow(() -> FindWebhook.none(id));
    }

    @PostMapping("/pause")
    ResponseEntity<WebhookView> pause(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) Optional<String> ifMatch,
            Fields body) {
        body.done();
        return change(caller, id, ifMatch, found -> endpoints.pause(caller.account(), found));
    }

    /** Without a word about what was held it is sent: losing it must be asked for. */
    @PostMapping("/enable")
    ResponseEntity<WebhookView> enable(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) Optional<String> ifMatch,
            Fields body) {
        Map<String, Boolean> choices = new LinkedHashMap<>();
        choices.put("send", true);
        choices.put("skip", false);
        boolean send = body.choice("held", choices).orElse(true);
        body.done();
        return change(caller, id, ifMatch, found -> endpoints.enable(caller.account(), found, send));
    }

    @GetMapping("/secret")
    SecretAnswer secret(Caller caller, @PathVariable String id) {
        caller.require(Scope.WRITE);
        return FindWebhook.parse(id)
                .flatMap(found -> endpoints.secret(caller.account(), found))
                .map(SecretAnswer::of)
                .orElseThrow(() -> FindWebhook.none(id));
    }

    @PostMapping("/secret/rotate")
    SecretAnswer rotate(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) Optional<String> ifMatch,
            Fields body) {
        long hours = Math.clamp(body.whole("overlap_hours").orElse(DEFAULT_OVERLAP_HOURS), -1, 1_000_000);
        Optional<String> brought = body.verbatim("secret", 500);
        body.done();
        return Objects.requireNonNull(transaction.execute(_ -> {
            Endpoint found = find.matching(caller.account(), id, ifMatch);
            return endpoints
                    .rotate(caller.account(), found.id(), Duration.ofHours(hours), brought)
                    .map(SecretAnswer::of)
                    .orElseThrow(() -> FindWebhook.none(id));
        }));
    }

    /** Ends the overlap of a rotation before its time: the newest secret signs alone. */
    @DeleteMapping("/secret/overlap")
    SecretAnswer endOverlap(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) Optional<String> ifMatch) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Endpoint found = find.matching(caller.account(), id, ifMatch);
            return endpoints
                    .endOverlap(caller.account(), found.id())
                    .map(SecretAnswer::of)
                    .orElseThrow(() -> FindWebhook.none(id));
        }));
    }

    private ResponseEntity<WebhookView> change(
            Caller caller, String id, Optional<String> ifMatch, Function<EndpointId, Optional<Endpoint>> change) {
        AccountId account = caller.account();
        Endpoint changed = Objects.requireNonNull(transaction.execute(_ -> {
            Endpoint found = find.matching(account, id, ifMatch);
            return change.apply(found.id()).orElseThrow(() -> FindWebhook.none(id));
        }));
        return ResponseEntity.ok().eTag(Revision.of(changed.version())).body(show.one(caller, changed));
    }
}
