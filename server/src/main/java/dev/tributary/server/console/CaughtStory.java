package dev.tributary.server.console;

import dev.tributary.server.catcher.CaughtRequest;
import dev.tributary.server.catcher.Credentials;
import dev.tributary.server.catcher.Judged;
import dev.tributary.server.catcher.Pair;
import dev.tributary.server.catcher.SignatureReport;
import dev.tributary.server.page.Format;
import dev.tributary.webhooks.transport.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A caught request told to a person, pane by pane; all of it is hostile text.
 *
 * @param delivery the path of the delivery that it was; empty for none of ours
 */
public record CaughtStory(Judged judged, String url, String delivery) {
    private static final int LONGEST_FORM = 64 << 10;

    public int bytes() {
        return request().body().length;
    }

    public String size() {
        return Format.bytes(bytes());
    }

    public boolean truncated() {
        return request().truncated();
    }

    /** What the sender says that the body is; empty if nothing. */
    public String type() {
        return request().header("content-type").orElse("");
    }

    /** JSON with line breaks, anything else as it is. */
    public String pretty() {
        return Shown.pretty(request().body());
    }

    public String raw() {
        return Shown.body(request().body());
    }

    public String hex() {
        return HexDump.of(request().body());
    }

    /** Whether the hex shows less than there is. */
    public boolean hexIsCut() {
        return bytes() > HexDump.MOST;
    }

    /** The fields of a form's body, decoded; empty if it is none. */
    public List<Pair> form() {
        boolean form = type().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        return form && bytes() <= LONGEST_FORM
                ? Pair.read(new String(request().body(), StandardCharsets.UTF_8)).stream()
                        .map(CaughtStory::visible)
                        .toList()
                : List.of();
    }

    /** In the order received. */
    public List<Header> headers() {
        return request().headers();
    }

    public List<Pair> query() {
        return request().query().stream().map(CaughtStory::visible).toList();
    }

    public String curl() {
        return CurlOf.command(request(), url);
    }

    /** Whether the command holds what gives access to something. */
    public boolean hasCredentials() {
        return request().headers().stream().anyMatch(Credentials::isOne);
    }

    public Optional<SignatureReport> signature() {
        return judged.signature();
    }

    /** The header's value; empty if there is none. */
    public String header(String name) {
        return request().header(name).orElse("");
    }

    /** The exact string that was signed; empty where that is not known. */
    public String signed() {
        return judged.signature()
                .flatMap(report -> Optional.ofNullable(report.standard()))
                .flatMap(standard -> Optional.ofNullable(standard.signed_content()))
                .map(content -> content.replace('\0', '␀'))
                .orElse("");
    }

    /** When it was signed as seen from its arrival. */
    public static String skew(long seconds) {
        return seconds == 0
                ? "in the second of its arrival"
                : Math.abs(seconds) + " s " + (seconds > 0 ? "before" : "after") + " its arrival";
    }

    private CaughtRequest request() {
        return judged.request();
    }

    private static Pair visible(Pair pair) {
        return new Pair(pair.name().replace('\0', '␀'), pair.value().replace('\0', '␀'));
    }
}
