package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Endpoints;
import dev.tributary.webhooks.endpoint.InvalidEndpoint;
import dev.tributary.webhooks.endpoint.VersionConflict;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Changing, pausing, enabling and deleting a webhook. */
@Controller
@RequestMapping(WebhookRoom.PATH + "/{id}")
class SettingsRoutes {
    private final WebhookRoom room;
    private final WebhookPage pages;
    private final TestUrls testUrls;

    SettingsRoutes(WebhookRoom room, WebhookPage pages, TestUrls testUrls) {
        this.room = room;
        this.pages = pages;
        this.testUrls = testUrls;
    }

    @GetMapping("/settings")
    ModelAndView show(@Needs(Permission.WEBHOOKS) Member member, @PathVariable String id) {
        Endpoint endpoint = room.endpoint(member, id);
        return page(member, endpoint, WebhookFields.show(endpoint.settings()), HttpStatus.OK);
    }

    /** Nothing is half changed: what can't be accepted is shown again, with what is wrong. */
    @PostMapping("/settings")
    ModelAndView change(
            @Needs(Permission.WEBHOOKS) Member member, @PathVariable String id, HttpServletRequest request) {
        Endpoint old = room.endpoint(member, id);
        Sent sent = new Sent(request);
        EndpointSettings settings = WebhookFields.read(sent, old.settings());
        Optional<Long> version = version(sent.text("version", 20));
        if (sent.isSound()) {
            try {
                endpoints(member).change(member.account().id(), old.id(), settings, version);
                return back(old, WebhookPage.SETTINGS, "The settings are saved.");
            } catch (InvalidEndpoint refused) {
                refused.faults().forEach(fault -> sent.error(fault.field(), fault.message()));
            } catch (VersionConflict someoneElse) {
                sent.error("version", "has changed meanwhile, somewhere else. Look at it again before you save.");
            }
        }
        return page(member, old, sent.form(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/pause")
    ModelAndView pause(@Needs(Permission.WEBHOOKS) Member member, @PathVariable String id) {
        Endpoint endpoint = room.endpoint(member, id);
        endpoints(member).pause(member.account().id(), endpoint.id());
        return back(endpoint, WebhookPage.SETTINGS, "It is paused: what happens meanwhile is held.");
    }

    /** Losing what was held must be asked for. */
    @PostMapping("/enable")
    ModelAndView enable(
            @Needs(Permission.WEBHOOKS) Member member,
            @PathVariable String id,
            @RequestParam(defaultValue = "send") String held) {
        Endpoint endpoint = room.endpoint(member, id);
        boolean skip = held.equals("skip");
        endpoints(member).enable(member.account().id(), endpoint.id(), !skip);
        return back(
                endpoint,
                WebhookPage.SETTINGS,
                skip ? "It is active; what was held is skipped." : "It is active; what was held is being sent.");
    }

    @PostMapping("/delete")
    ModelAndView delete(@Needs(Permission.WEBHOOKS) Member member, @PathVariable String id) {
        Endpoint endpoint = room.endpoint(member, id);
        endpoints(member).delete(member.account().id(), endpoint.id());
        return new ModelAndView(Go.to(WebhookRoom.PATH).saying("The webhook is deleted."));
    }

    private Endpoints endpoints(Member member) {
        return room.open(member).endpoints();
    }

    private ModelAndView page(Member member, Endpoint endpoint, Form form, HttpStatus status) {
        ModelAndView page = pages.of(
                "console/settings",
                member,
                endpoint,
                WebhookPage.SETTINGS,
                Map.of(
                        "form",
                        form,
                        "version",
                        String.valueOf(endpoint.version()),
                        "held",
                        room.held(member, endpoint),
                        "schedules",
                        AdvancedFields.schedules(room.open(member).schedules()),
                        "topics",
                        WebhookFields.topics(room.open(member).topics()),
                        "preview",
                        Preview.of(room.open(member), form),
                        "caught",
                        testUrls.isOne(form.value("url"))));
        page.setStatus(status);
        return page;
    }

    private static ModelAndView back(Endpoint endpoint, String view, String message) {
        return new ModelAndView(Go.to(WebhookRoom.path(endpoint) + view).saying(message));
    }

    private static Optional<Long> version(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
