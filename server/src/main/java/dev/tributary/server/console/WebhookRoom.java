package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Delivery;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import org.springframework.stereotype.Component;

/** The webhooks of whoever asks: what is not theirs is not there, and nothing is while webhooks are off. */
@Component
class WebhookRoom {
    static final String PATH = "/console/settings/webhooks";

    private final Webhooks webhooks;
    private final Installation installation;

    WebhookRoom(Webhooks webhooks, Installation installation) {
        this.webhooks = webhooks;
        this.installation = installation;
    }

    boolean isOpen(Member member) {
        return webhooks.endpoints().enabledFor(member.account().id());
    }

    /** Insists that webhooks are on for the account. */
    Webhooks open(Member member) {
        if (!isOpen(member)) {
            throw Problem.forbidden("Webhooks are not enabled for this account."
                    + installation
                            .supportEmail()
                            .map(" To have them switched on, write to %s."::formatted)
                            .orElse(" Whoever runs this installation can switch them on."));
        }
        return webhooks;
    }

    Endpoint endpoint(Member member, String id) {
        return EndpointId.parse(id)
                .flatMap(
                        parsed -> open(member).endpoints().find(member.account().id(), parsed))
                .orElseThrow(WebhookRoom::none);
    }

    /** A delivery of this webhook. */
    Delivery delivery(Member member, Endpoint endpoint, String id) {
        return DeliveryId.parse(id)
                .flatMap(parsed ->
                        open(member).deliveries().find(member.account().id(), parsed))
                .filter(found -> found.endpoint().equals(endpoint.id()))
                .orElseThrow(() -> Problem.notFound("such delivery"));
    }

    HeldCount held(Member member, Endpoint endpoint) {
        return new HeldCount(open(member).deliveries().held(member.account().id(), endpoint.id(), HeldCount.MOST));
    }

    static Problem none() {
        return Problem.notFound("such webhook");
    }

    static String path(Endpoint endpoint) {
        return PATH + "/" + endpoint.id();
    }
}
