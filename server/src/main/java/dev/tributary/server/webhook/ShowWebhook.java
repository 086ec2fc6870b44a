package dev.tributary.server.webhook;

import dev.tributary.server.access.Caller;
import dev.tributary.server.access.Scope;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.FailingEndpoints;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows webhooks to a caller, each with whether it fails. */
@Component
class ShowWebhook {
    private final FailingEndpoints failing;

    ShowWebhook(Webhooks webhooks) {
        this.failing = webhooks.failing();
    }

    WebhookView one(Caller caller, Endpoint endpoint) {
        return WebhookView.of(endpoint, failing.of(caller.account(), endpoint.id()), isMasked(caller));
    }

    /** What shows many, having looked once. */
    Function<Endpoint, WebhookView> all(Caller caller) {
        Map<EndpointId, Failing> rows =
                failing.of(caller.account()).stream().collect(Collectors.toMap(Failing::endpoint, Function.identity()));
        return endpoint -> WebhookView.of(endpoint, Optional.ofNullable(rows.get(endpoint.id())), isMasked(caller));
    }

    private static boolean isMasked(Caller caller) {
        return !caller.scopes().contains(Scope.WRITE);
    }
}
