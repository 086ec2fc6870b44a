package dev.tributary.server.click;

import dev.tributary.server.access.VisitorAddress;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.clock.UuidV7;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An affiliate's link for places where the shop's pages run no script: it notes the click and leads on to the shop, the
 * link's values with it. It leads to the account's own shop hosts and nowhere else.
 */
@RestController
class RedirectDoor {
    private final Tracking tracking;
    private final WriteLoop clicks;
    private final AddressLimit limit;
    private final UuidV7 ids;
    private final InstantSource clock;

    RedirectDoor(Tracking tracking, WriteLoop clicks, AddressLimit limit, UuidV7 ids, InstantSource clock) {
        this.tracking = tracking;
        this.clicks = clicks;
        this.limit = limit;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping("/go/{key}")
    ResponseEntity<Void> go(@PathVariable String key, HttpServletRequest request) {
        VisitorAddress address = VisitorAddress.of(request);
        if (!limit.admits(address)) {
            throw Problem.of(429, "Too many links are followed from this address. Please wait a moment.");
        }
        Tracking.Shop shop = tracking.behind(key).orElseThrow(RedirectDoor::nowhere);
        Destination to = Destination.read(Optional.ofNullable(request.getParameter("to")), shop.hosts())
                .orElseThrow(RedirectDoor::nowhere);
        Optional<ReferralLink> link =
                Optional.ofNullable(request.getQueryString()).flatMap(query -> ReferralLink.parse("?" + query));
        if (link.isEmpty()) {
            return lead(to.url());
        }
        String visit = name(ids.next());
        URI landing = to.with(link.get());
        if (!Uncounted.is(request)) {
            clicks.hear(heard(shop, visit, click(link.get(), landing, address, request), request));
        }
        return lead(to.with(link.get(), visit));
    }

    private Click click(ReferralLink link, URI landing, VisitorAddress address, HttpServletRequest request) {
        return new Click(
                link.affiliate(),
                link.code(),
                clock.instant(),
                ReadVisit.kept(landing.toASCIIString()),
                Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
                        .filter(text -> text.indexOf('\0') < 0)
                        .map(ReadVisit::kept),
                Optional.of(address.text()),
                link.subId(),
                link.creativeId());
    }

    private static Heard heard(Tracking.Shop shop, String visit, Click click, HttpServletRequest request) {
        Device device = Device.of(ClickDoor.userAgent(request));
        return new Heard(shop.publicKey(), visit, click, device, StoredClick.Door.REDIRECT, Optional.empty());
    }

    private static ResponseEntity<Void> lead(URI to) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, to.toASCIIString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Robots-Tag", "noindex, nofollow")
                .build();
    }

    /** The same for an unknown key and for a place that is not the shop's: it tells nobody which keys there are. */
    private static Problem nowhere() {
        return Problem.of(
                404, "This link does not lead to a shop that we know. Please go to the shop's own site instead.");
    }

    private static String name(UUID id) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(id.getMostSignificantBits()) + hex.toHexDigits(id.getLeastSignificantBits());
    }
}
