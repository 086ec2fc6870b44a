package dev.tributary.server.click;

import dev.tributary.server.access.VisitorAddress;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import dev.tributary.server.api.ReadBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the script of shops' pages talks to. Bodies are JSON whatever their type says: browsers send {@code text/plain}
 * to a stranger without asking first. The answer does not depend on whether key, affiliate or cart exist.
 */
@RestController
class ClickDoor {
    private static final int LONGEST = 8 << 10;

    private final WriteLoop clicks;
    private final AddressLimit limit;
    private final InstantSource clock;

    ClickDoor(WriteLoop clicks, AddressLimit limit, InstantSource clock) {
        this.clicks = clicks;
        this.limit = limit;
        this.clock = clock;
    }

    @PostMapping("/t/click")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void click(HttpServletRequest request, HttpServletResponse response) throws IOException {
        VisitorAddress address = admit(request, response);
        hear(request, body(request).click(address.text(), userAgent(request)));
    }

    @PostMapping("/t/cart")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cart(HttpServletRequest request, HttpServletResponse response) throws IOException {
        VisitorAddress address = admit(request, response);
        hear(request, body(request).cart(address.text(), userAgent(request)));
    }

    /** What a browser asks before it sends {@code application/json}. */
    @RequestMapping(
            path = {"/t/click", "/t/cart"},
            method = RequestMethod.OPTIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void preflight(HttpServletResponse response) {
        allowAll(response);
        response.setHeader("Access-Control-Allow-Methods", "POST");
        response.setHeader("Access-Control-Allow-Headers", "Content-Type");
        response.setHeader("Access-Control-Max-Age", "86400");
    }

    private VisitorAddress admit(HttpServletRequest request, HttpServletResponse response) {
        allowAll(response);
        VisitorAddress address = VisitorAddress.of(request);
        if (!limit.admits(address)) {
            response.setHeader("Retry-After", "1");
            throw Problem.of(429, "This address sends more than " + AddressLimit.PER_SECOND + " clicks a second.");
        }
        return address;
    }

    private ReadVisit body(HttpServletRequest request) throws IOException {
        return new ReadVisit(Fields.parse(ReadBody.bytes(request, LONGEST)), clock.instant());
    }

    private void hear(HttpServletRequest request, Heard heard) {
        if (!Uncounted.is(request)) {
            clicks.hear(heard);
        }
    }

    static String userAgent(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    }

    private static void allowAll(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cache-Control", "no-store");
    }
}
