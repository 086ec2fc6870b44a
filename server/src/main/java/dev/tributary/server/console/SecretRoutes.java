package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.InvalidEndpoint;
import dev.tributary.webhooks.endpoint.SecretView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** A webhook's secret, in no page until it is asked for. */
@Controller
@RequestMapping(WebhookRoom.PATH + "/{id}/secret")
class SecretRoutes {
    private static final Form USUAL = Form.of(Map.of("overlap_hours", "24"));

    private final WebhookRoom room;
    private final WebhookPage pages;
    private final VerificationCode code;

    SecretRoutes(WebhookRoom room, WebhookPage pages, VerificationCode code) {
        this.room = room;
        this.pages = pages;
        this.code = code;
    }

    @GetMapping
    ModelAndView hidden(@Needs(Permission.WEBHOOKS) Member member, @PathVariable String id) {
        return page(member, room.endpoint(member, id), Optional.empty(), USUAL);
    }

    @PostMapping("/reveal")
    ModelAndView reveal(@Needs(Permission.WEBHOOKS) Member member, @PathVariable String id) {
        Endpoint endpoint = room.endpoint(member, id);
        return page(
                member,
                endpoint,
                room.open(member).endpoints().secret(member.account().id(), endpoint.id()),
                USUAL);
    }

    @PostMapping("/rotate")
    ModelAndView rotate(
            @Needs(Permission.WEBHOOKS) Member member, @PathVariable String id, HttpServletRequest request) {
        Endpoint endpoint = room.endpoint(member, id);
        Sent sent = new Sent(request);
        String hours = sent.text("overlap_hours", 10);
        Optional<String> brought = AdvancedFields.secret(sent);
        if (!hours.matches("[0-9]{1,4}")) {
            sent.error("overlap_hours", "must be a number of hours");
        }
        if (sent.isSound()) {
            try {
                Duration overlap = Duration.ofHours(Long.parseLong(hours));
                Optional<SecretView> rotated =
                        room.open(member).endpoints().rotate(member.account().id(), endpoint.id(), overlap, brought);
                return page(member, endpoint, rotated, USUAL);
            } catch (InvalidEndpoint refused) {
                refused.faults().forEach(fault -> sent.error(fault.field(), fault.message()));
            }
        }
        ModelAndView page = page(member, endpoint, Optional.empty(), sent.form());
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** The older secrets sign no more, from now on. */
    @PostMapping("/end-overlap")
    ModelAndView endOverlap(@Needs(Permission.WEBHOOKS) Member member, @PathVariable String id) {
        Endpoint endpoint = room.endpoint(member, id);
        if (room.open(member)
                .endpoints()
                .endOverlap(member.account().id(), endpoint.id())
                .isEmpty()) {
            throw WebhookRoom.none();
        }
        return new ModelAndView(
                Go.to(WebhookRoom.path(endpoint) + WebhookPage.SECRET).saying("The newest secret signs alone now."));
    }

    /** The times at which older secrets end are no secret, the secrets are. */
    private ModelAndView page(Member member, Endpoint endpoint, Optional<SecretView> shown, Form form) {
        SecretView secret = shown.or(() ->
                        room.open(member).endpoints().secret(member.account().id(), endpoint.id()))
                .orElseThrow(WebhookRoom::none);
        Instant now = room.open(member).clock().instant();
        return pages.of(
                "console/webhook-secret",
                member,
                endpoint,
                WebhookPage.SECRET,
                Map.of(
                        "secret",
                        shown,
                        "endings",
                        secret.overlapping().stream()
                                .map(old -> Ending.of(old.endsAt(), now))
                                .toList(),
                        "form",
                        form,
                        "code",
                        code.groups(endpoint.settings().format())));
    }
}
