package dev.tributary.server.webhook;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliverySearch;
import dev.tributary.webhooks.delivery.FindDeliveries;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.WebhooksOff;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/deliveries}, and those of one webhook. */
@RestController
@RequestMapping("/api/v1")
final class DeliveryRoutes {
    private final Webhooks webhooks;
    private final FindWebhook find;

    DeliveryRoutes(Webhooks webhooks, FindWebhook find) {
        this.webhooks = webhooks;
        this.find = find;
    }

    @GetMapping("/deliveries")
    Page<DeliveryView> list(Caller caller, @RequestParam Map<String, String> parameters, Paging paging) {
        requireOn(caller.account());
        return page(caller.account(), new ReadFilter(parameters, webhooks.topics()).read(), paging);
    }

    @GetMapping("/webhooks/{id}/deliveries")
    Page<DeliveryView> ofWebhook(
            Caller caller, @PathVariable String id, @RequestParam Map<String, String> parameters, Paging paging) {
        DeliveryFilter its = new ReadFilter(parameters, webhooks.topics())
                .read()
                .in(find.find(caller.account(), id).id());
        return page(caller.account(), its, paging);
    }

    @GetMapping("/deliveries/{id}")
    DeliveryView get(Caller caller, @PathVariable String id) {
        return DeliveryView.of(find(caller.account(), id));
    }

    @GetMapping("/deliveries/{id}/attempts")
    Page<AttemptView> attempts(Caller caller, @PathVariable String id, Paging paging) {
        DeliveryId delivery = find(caller.account(), id).id();
        int after = (int) Math.min(Integer.MAX_VALUE, paging.afterNumber().orElse(0L));
        List<Attempt> rows = webhooks.deliveries().attempts(caller.account(), delivery, after, paging.fetch());
        return Page.cut(rows, paging.limit(), last -> Cursor.of(last.number())).map(AttemptView::of);
    }

    /** Sends it again, whatever became of it: the new delivery. */
    @PostMapping("/deliveries/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeliveryView replay(Caller caller, @PathVariable String id, Fields body) {
        body.done();
        Delivery old = find(caller.account(), id);
        if (!old.payloadKept()) {
            throw Problem.of(410, "What this delivery sent is no longer kept, so it can't be sent again.");
        }
        DeliveryId made = webhooks.replay(caller.account(), old.id())
                .orElseThrow(
                        () -> Problem.conflict("The webhook of this delivery was deleted: nothing can be sent to it."));
        return DeliveryView.of(
                webhooks.deliveries().find(caller.account(), made).orElseThrow(() -> none(made.toString())));
    }

    private Page<DeliveryView> page(AccountId account, DeliveryFilter filter, Paging paging) {
        Optional<DeliveryId> before = paging.cursor()
                .map(cursor ->
                        DeliveryId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        FindDeliveries.Found found =
                webhooks.find().run(account, DeliverySearch.of(filter), before, Optional.empty(), paging.limit());
        return new Page<>(
                found.rows().stream().map(DeliveryView::of).toList(),
                found.next().map(last -> Cursor.of(last.toString())).orElse(null));
    }

    private Delivery find(AccountId account, String id) {
        requireOn(account);
        return DeliveryId.parse(id)
                .flatMap(delivery -> webhooks.deliveries().find(account, delivery))
                .orElseThrow(() -> none(id));
    }

    private void requireOn(AccountId account) {
        if (!webhooks.endpoints().enabledFor(account)) {
            throw new WebhooksOff(account);
        }
    }

    private static Problem none(String id) {
        return Problem.notFound("delivery " + (id.length() > 60 ? id.substring(0, 60) : id));
    }
}
