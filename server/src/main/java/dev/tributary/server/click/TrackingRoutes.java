package dev.tributary.server.click;

import dev.tributary.server.access.Caller;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Revision;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shop's pages need, and where redirect links may lead. */
@RestController
@RequestMapping("/api/v1/tracking")
class TrackingRoutes {
    private static final int MOST_TYPED = 500;

    private final Tracking tracking;
    private final Clicks clicks;
    private final Installation installation;

    TrackingRoutes(Tracking tracking, Clicks clicks, Installation installation) {
        this.tracking = tracking;
        this.clicks = clicks;
        this.installation = installation;
    }

    @GetMapping
    ResponseEntity<Map<String, @Nullable Object>> show(Caller caller) {
        return answer(caller.account());
    }

    @PatchMapping
    ResponseEntity<Map<String, @Nullable Object>> change(
            Caller caller, Fields body, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        List<String> typed = body.texts("hosts", Hosts.MOST, MOST_TYPED).orElse(List.of());
        if (!body.has("hosts") || body.isNull("hosts")) {
            body.error("hosts", "is required");
        }
        body.done();
        Hosts hosts = Hosts.read(typed, "hosts");
        tracking.change(caller.account(), old -> {
            Revision.require(ifMatch, tag(old));
            return hosts;
        });
        return answer(caller.account());
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(AccountId account) {
        Tracking.Shop shop = tracking.of(account);
        return ResponseEntity.ok().eTag(tag(shop)).body(view(account, shop));
    }

    private static String tag(Tracking.Shop shop) {
        return Revision.ofState(shop.hosts().names());
    }

    private Map<String, @Nullable Object> view(AccountId account, Tracking.Shop shop) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("public_key", shop.publicKey());
        view.put("script", shop.tag(installation.baseUrl()));
        view.put("redirect", shop.redirect(installation.baseUrl()));
        view.put("hosts", shop.hosts().names());
        view.put("last_click", clicks.newest(account).map(Instant::toString).orElse(null));
        return view;
    }
}
