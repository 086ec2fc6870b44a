package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.InvalidEndpoint;
import dev.tributary.webhooks.endpoint.SecretView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Create New Webhook. */
@Controller
class NewWebhookRoutes {
    private static final String NEW = WebhookRoom.PATH + "/new";
    private static final EndpointSettings BLANK = EndpointSettings.forUrl("");

    private final WebhookRoom room;
    private final TestUrls testUrls;
    private final VerificationCode code;

    NewWebhookRoutes(WebhookRoom room, TestUrls testUrls, VerificationCode code) {
        this.room = room;
        this.testUrls = testUrls;
        this.code = code;
    }

    @GetMapping(NEW)
    ModelAndView blank(@Needs(Permission.WEBHOOKS) Member member) {
        return form(member, WebhookFields.show(BLANK), HttpStatus.OK);
    }

    /** The secret stands in this answer, so it is no redirect. */
    @PostMapping(NEW)
    ModelAndView create(@Needs(Permission.WEBHOOKS) Member member, HttpServletRequest request) {
        Webhooks webhooks = room.open(member);
        Sent sent = new Sent(request);
        if (request.getParameter("test_url") != null) {
            return withTestUrl(member, sent);
        }
        EndpointSettings settings = WebhookFields.read(sent, BLANK);
        Optional<String> secret = AdvancedFields.secret(sent);
        if (sent.isSound()) {
            try {
                return made(member, webhooks.endpoints().create(member.account().id(), settings, secret));
            } catch (InvalidEndpoint refused) {
                refused.faults().forEach(fault -> sent.error(fault.field(), fault.message()));
            }
        }
        return form(member, sent.form(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The example under the form, as far as it is filled in. */
    @GetMapping(WebhookRoom.PATH + "/preview")
    ModelAndView preview(Member member, HttpServletRequest request) {
        Sent sent = new Sent(request);
        WebhookFields.take(sent);
        return new ModelAndView("console/preview", Map.of("preview", Preview.of(room.open(member), sent.form())));
    }

    private ModelAndView withTestUrl(Member member, Sent sent) {
        WebhookFields.take(sent);
        sent.show("url", testUrls.make(member));
        return form(member, sent.form(), HttpStatus.OK);
    }

    private ModelAndView form(Member member, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "console/new-webhook",
                Map.of(
                        "form",
                        form,
                        "topics",
                        WebhookFields.topics(room.open(member).topics()),
                        "schedules",
                        AdvancedFields.schedules(room.open(member).schedules()),
                        "preview",
                        Preview.of(room.open(member), form),
                        "caught",
                        testUrls.isOne(form.value("url"))));
        page.setStatus(status);
        return page;
    }

    private ModelAndView made(Member member, Endpoint endpoint) {
        SecretView secret = room.open(member)
                .endpoints()
                .secret(member.account().id(), endpoint.id())
                .orElseThrow(WebhookRoom::none);
        ModelAndView page = new ModelAndView(
                "console/webhook-made",
                Map.of(
                        "path",
                        WebhookRoom.path(endpoint),
                        "name",
                        WebhookRow.name(endpoint),
                        "secret",
                        secret,
                        "code",
                        code.groups(endpoint.settings().format()),
                        "catcher",
                        testUrls.page(member, endpoint.settings().url())));
        page.setStatus(HttpStatus.CREATED);
        return page;
    }
}
