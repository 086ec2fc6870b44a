package dev.tributary.server.click;

import dev.tributary.server.api.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the script sends to {@code /t/click} and {@code /t/cart}. Pure. */
final class ReadVisit {
    private static final Pattern KEY = Pattern.compile("pub_[0-9a-f]{32}");
    private static final Pattern VISIT = Pattern.compile("[0-9A-Za-z_-]{8,64}");
    private static final int LONGEST_SENT = 4096;
    private static final int LONGEST_KEPT = 2048;
    private static final Duration OLDEST = Duration.ofDays(3650);

    private final Fields body;
    private final Instant now;

    /**
     * Begins.
     *
     * @param now what the click's age counts from
     */
    ReadVisit(Fields body, Instant now) {
        this.body = body.ignoringUnknown();
        this.now = now;
    }

    Heard click(String ip, String userAgent) {
        return read(ip, userAgent, Optional.empty());
    }

    Heard cart(String ip, String userAgent) {
        String cart = CartId.of(body.requiredText("cart", 1000));
        return read(ip, userAgent, Optional.of(cart));
    }

    /**
     * Reads it all.
     *
     * @throws dev.tributary.server.api.Problem 422 with all that is wrong
     */
    private Heard read(String ip, String userAgent, Optional<String> cart) {
        String key = matching("key", KEY, "must be the public key of an account, such as pub_0123…");
        String visit = matching("id", VISIT, "must be 8 to 64 letters, digits, - or _");
        String url = body.requiredText("url", LONGEST_SENT);
        Optional<String> referer = body.text("referrer", LONGEST_SENT).filter(text -> !text.isEmpty());
        Instant at = now.minus(age());
        Optional<ReferralLink> link = ReferralLink.parse(url);
        if (!url.isEmpty() && link.isEmpty()) {
            body.error("url", "must carry an affiliate's link, such as ?rfsn=100001.4efcc");
        }
        body.done();
        ReferralLink read = link.orElseThrow();
        Click click = new Click(
                read.affiliate(),
                read.code(),
                at,
                kept(url),
                referer.map(ReadVisit::kept),
                Optional.of(ip),
                read.subId(),
                read.creativeId());
        return new Heard(key, visit, click, Device.of(userAgent), StoredClick.Door.SCRIPT, cart);
    }

    private String matching(String name, Pattern pattern, String wrong) {
        String text = body.requiredText(name, 100);
        if (!text.isEmpty() && !pattern.matcher(text).matches()) {
            body.error(name, wrong);
        }
        return text;
    }

    /** By the browser's clock twice, so that it need not be right. */
    private Duration age() {
        long seconds = body.whole("age").orElse(0L);
        return Duration.ofSeconds(Math.clamp(seconds, 0, OLDEST.toSeconds()));
    }

    static String kept(String text) {
        return Cut.to(LONGEST_KEPT, text);
    }

    /** The host of an URL, in lower case; empty where it has none. */
    static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .filter(host -> host.length() <= 255);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
