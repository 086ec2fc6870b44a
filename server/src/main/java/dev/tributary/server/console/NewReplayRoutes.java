package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import dev.tributary.webhooks.replay.ReplayCount;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayRefused;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.replay.UnknownDeliveries;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** To send many again: how many it would be is said before it is begun. */
@Controller
@RequestMapping(WebhookRoom.PATH + "/{id}/replays")
class NewReplayRoutes {
    private final WebhookRoom room;

    NewReplayRoutes(WebhookRoom room) {
        this.room = room;
    }

    @GetMapping("/new")
    ModelAndView askByFilter(
            Member member, @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        member.require(Permission.WEBHOOKS);
        return ask(member, id, parameters);
    }

    /** By POST, since many ticked deliveries are too long for an URL. */
    @PostMapping("/new")
    ModelAndView askForTicked(
            @Needs(Permission.WEBHOOKS) Member member,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters) {
        return ask(member, id, parameters);
    }

    @PostMapping
    ModelAndView start(
            @Needs(Permission.WEBHOOKS) Member member,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> parameters) {
        Endpoint endpoint = room.endpoint(member, id);
        Webhooks webhooks = room.open(member);
        AskedReplay asked = AskedReplay.read(parameters, webhooks.topics());
        if (asked.scope().isEmpty()) {
            return sheet(endpoint, asked, asked.wrong(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            ReplayJob job = webhooks.replays()
                    .start(
                            endpoint.account(),
                            endpoint.id(),
                            asked.scope().get(),
                            member.user().email())
                    .orElseThrow(WebhookRoom::none);
            return new ModelAndView(Go.to(WebhookRoom.path(endpoint) + WebhookPage.REPLAYS + "/" + job.id()));
        } catch (ReplayRefused refused) {
            return sheet(endpoint, asked, String.valueOf(refused.getMessage()), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (UnknownDeliveries notTheirs) {
            throw Problem.notFound("such delivery");
        } catch (TooManyAtOnce many) {
            throw Problem.of(429, many.detail());
        }
    }

    private ModelAndView ask(Member member, String id, MultiValueMap<String, String> parameters) {
        Endpoint endpoint = room.endpoint(member, id);
        Webhooks webhooks = room.open(member);
        AskedReplay asked = AskedReplay.read(parameters, webhooks.topics());
        if (asked.scope().isEmpty()) {
            return sheet(endpoint, asked, asked.wrong(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        ReplayScope scope = asked.scope().get();
        ModelAndView sheet = sheet(endpoint, asked, inactive(endpoint), HttpStatus.OK);
        ReplayCount count = count(webhooks, endpoint, scope);
        sheet.addObject("many", ReplayWords.many(scope, count));
        sheet.addObject("nothing", count.count() == 0 && count.exact());
        sheet.addObject(
                "scope", scope instanceof ReplayScope.Selection ? "" : ReplayWords.scope(scope, webhooks.topics()));
        sheet.addObject("missing", scope instanceof ReplayScope.Missing);
        sheet.addObject("again", mayHaveArrived(scope));
        return sheet;
    }

    private static ReplayCount count(Webhooks webhooks, Endpoint endpoint, ReplayScope scope) {
        try {
            return webhooks.replays()
                    .count(endpoint.account(), endpoint.id(), scope)
                    .orElseThrow(WebhookRoom::none);
        } catch (UnknownDeliveries notTheirs) {
            throw Problem.notFound("such delivery");
        } catch (TooManyAtOnce many) {
            throw Problem.of(429, many.detail());
        }
    }

    private static boolean mayHaveArrived(ReplayScope scope) {
        return switch (scope) {
            case ReplayScope.Selection _ -> true;
            case ReplayScope.Filter filter -> filter.states().contains(State.DELIVERED);
            case ReplayScope.Missing _ -> false;
        };
    }

    private static String inactive(Endpoint endpoint) {
        return endpoint.status() == Status.ACTIVE
                ? ""
                : "The webhook is " + endpoint.status().text()
                        + ": enable it first. Until then one delivery at a time can be replayed, to try it.";
    }

    private static ModelAndView sheet(Endpoint endpoint, AskedReplay asked, String wrong, HttpStatus status) {
        Map<String, Object> model = new HashMap<>();
        model.put("fields", asked.fields());
        model.put("wrong", wrong);
        model.put("many", "");
        model.put("nothing", false);
        model.put("scope", "");
        model.put("missing", false);
        model.put("again", false);
        model.put("url", endpoint.settings().url());
        model.put("name", WebhookRow.name(endpoint));
        model.put("path", WebhookRoom.path(endpoint));
        ModelAndView sheet = new ModelAndView("console/new-replay", model);
        sheet.setStatus(status);
        return sheet;
    }
}
