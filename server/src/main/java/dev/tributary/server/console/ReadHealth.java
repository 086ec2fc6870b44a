package dev.tributary.server.console;

import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Failing;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How webhooks are, read for all of them at once. */
record ReadHealth(Map<EndpointId, Failing> failing, Map<EndpointId, Instant> lastSuccess) {
    static ReadHealth of(Webhooks webhooks, AccountId account, Collection<EndpointId> endpoints) {
        return new ReadHealth(
                webhooks.failing().of(account).stream()
                        .collect(Collectors.toMap(Failing::endpoint, Function.identity())),
                webhooks.statistics().lastSuccess(account, endpoints));
    }

    WebhookHealth of(Endpoint endpoint) {
        return new WebhookHealth(
                Optional.ofNullable(failing.get(endpoint.id())), Optional.ofNullable(lastSuccess.get(endpoint.id())));
    }
}
