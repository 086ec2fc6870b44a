package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Account > Settings > Webhooks. */
@Controller
class WebhookListRoutes {
    private final WebhookRoom room;
    private final Installation installation;

    WebhookListRoutes(WebhookRoom room, Installation installation) {
        this.room = room;
        this.installation = installation;
    }

    @GetMapping(WebhookRoom.PATH)
    ModelAndView list(Member member, Paging paging) {
        boolean may = member.may(Permission.WEBHOOKS);
        if (!room.isOpen(member)) {
            return new ModelAndView(
                    "console/webhooks-off",
                    Map.of("support", installation.supportEmail().orElse("")));
        }
        Page<WebhookLine> page = rows(member, paging);
        return new ModelAndView(
                "console/webhooks",
                Map.of(
                        "rows",
                        page.data(),
                        "may",
                        may,
                        "first",
                        paging.cursor().isPresent() ? WebhookRoom.PATH : "",
                        "next",
                        page.next_cursor() == null ? "" : WebhookRoom.PATH + "?cursor=" + page.next_cursor()));
    }

    private Page<WebhookLine> rows(Member member, Paging paging) {
        Webhooks webhooks = room.open(member);
        Optional<EndpointId> after = paging.cursor()
                .map(cursor ->
                        EndpointId.parse(Cursor.parts(cursor, 1).getFirst()).orElseThrow(Cursor::malformed));
        AccountId account = member.account().id();
        List<Endpoint> found = webhooks.endpoints().list(account, after, paging.fetch());
        ReadLines lines = ReadLines.of(webhooks, account, found);
        return Page.cut(found, paging.limit(), last -> Cursor.of(last.id().toString()))
                .map(lines::line);
    }
}
