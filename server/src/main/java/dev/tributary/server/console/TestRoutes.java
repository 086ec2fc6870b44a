package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Frame;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.TooManyAtOnce;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Send a test: the answer is shown at once, in place where the browser can. */
@Controller
class TestRoutes {
    private static final String TOPIC = "test.ping";

    private final WebhookRoom room;

    TestRoutes(WebhookRoom room) {
        this.room = room;
    }

    @PostMapping(WebhookRoom.PATH + "/{id}/test")
    ModelAndView test(@Needs(Permission.WEBHOOKS) Member member, @PathVariable String id, Frame frame) {
        Endpoint endpoint = room.endpoint(member, id);
        Webhooks webhooks = room.open(member);
        TopicDefinition ping = webhooks.topics().find(TOPIC).orElseThrow();
        AttemptStory story = AttemptStory.of(test(webhooks, endpoint, ping));
        if (frame.inPart()) {
            return new ModelAndView("console/test-answer", Map.of("story", story));
        }
        return new ModelAndView(
                "console/tested",
                Map.of("story", story, "path", WebhookRoom.path(endpoint), "name", WebhookRow.name(endpoint)));
    }

    private static Attempt test(Webhooks webhooks, Endpoint endpoint, TopicDefinition topic) {
        try {
            return webhooks.test(endpoint.account(), endpoint.id(), topic).orElseThrow(WebhookRoom::none);
        } catch (TooManyAtOnce many) {
            throw Problem.of(429, many.detail());
        }
    }
}
