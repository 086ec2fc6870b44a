package dev.tributary.server.console;

import dev.tributary.server.page.StackedBars;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Buckets;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.Outcomes;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the list of webhooks shows of each, read for the whole page at once. */
record ReadLines(
        TopicCatalogue topics,
        Map<EndpointId, List<Outcomes>> outcomes,
        ReadHealth health,
        Map<EndpointId, Delivery> newest) {
    private static final int HOURS = 24;
    /** Of an hour: enough for a line of a finger's breadth. */
    private static final int MOST = 200;

    static ReadLines of(Webhooks webhooks, AccountId account, List<Endpoint> endpoints) {
        List<EndpointId> ids = endpoints.stream().map(Endpoint::id).toList();
        Buckets hours = Buckets.hours(webhooks.clock().instant(), HOURS);
        return new ReadLines(
                webhooks.topics(),
                webhooks.statistics().outcomes(account, ids, hours, MOST),
                ReadHealth.of(webhooks, account, ids),
                webhooks.deliveries().newest(account));
    }

    WebhookLine line(Endpoint endpoint) {
        List<Outcomes> hours = outcomes.getOrDefault(endpoint.id(), Collections.nCopies(HOURS, Outcomes.NONE));
        String title = hours.stream().anyMatch(Outcomes::capped)
                ? "Last 24 hours, the newest " + MOST + " of each"
                : "Last 24 hours";
        return new WebhookLine(
                WebhookRow.of(endpoint, topics, health.of(endpoint)),
                StackedBars.spark(
                        title,
                        hours.stream().map(Outcomes::delivered).toList(),
                        hours.stream()
                                .map(each -> each.retrying() + each.exhausted())
                                .toList()),
                Optional.ofNullable(newest.get(endpoint.id())));
    }
}
