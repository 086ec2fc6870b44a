package dev.tributary.server.webhook;

import dev.tributary.server.api.Problem;
import dev.tributary.server.api.Revision;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Endpoints;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the webhook that a path names, or answers 404. */
@Component
final class FindWebhook {
    private final Endpoints endpoints;

    FindWebhook(Webhooks webhooks) {
        this.endpoints = webhooks.endpoints();
    }

    Endpoint find(AccountId account, String id) {
        return parse(id).flatMap(parsed -> endpoints.find(account, parsed)).orElseThrow(() -> none(id));
    }

    /** Inside a transaction: finds it at the version asked for, and keeps it there until the transaction ends. */
    Endpoint matching(AccountId account, String id, Optional<String> ifMatch) {
        Endpoint found = find(account, id);
        Revision.require(ifMatch.orElse(null), found.version());
        return ifMatch.isPresent()
                ? endpoints
                        .change(account, found.id(), found.settings(), Optional.of(found.version()))
                        .orElseThrow(() -> none(id))
                : found;
    }

    static Optional<EndpointId> parse(String id) {
        return EndpointId.parse(id);
    }

    static Problem none(String id) {
        return Problem.notFound("webhook " + (id.length() > 60 ? id.substring(0, 60) : id));
    }
}
