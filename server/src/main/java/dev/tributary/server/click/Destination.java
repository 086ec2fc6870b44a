package dev.tributary.server.click;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the shop that a redirect link leads to. */
record Destination(URI url) {
    /** The click's own name, by which the script on the page that follows knows that it is noted already. */
    static final String VISIT = "rfsnc";

    private static final Set<String> OURS = Set.of("rfsn", "subid", "creative", VISIT);
    private static final int LONGEST = 4096;

    /**
     * Reads where a link is to lead; nowhere in particular is the first host's front page.
     *
     * @return empty for all that is not on one of these hosts, or that two readers could understand differently
     */
    static Optional<Destination> read(Optional<String> to, Hosts hosts) {
        Optional<String> wanted = to.filter(text -> !text.isBlank())
                .or(() -> hosts.names().stream().findFirst().map(host -> "https://" + host + "/"));
        return wanted.filter(text -> text.length() <= LONGEST && !text.contains("\\"))
                .flatMap(Destination::parse)
                .filter(hosts::hold)
                .map(Destination::new);
    }

    URI with(ReferralLink link) {
        return with(link.query());
    }

    URI with(ReferralLink link, String visit) {
        return with(link.query() + "&" + VISIT + "=" + visit);
    }

    /** The link's values take the place of the page's own of those names. */
    private URI with(String values) {
        Stream<String> own = url.getRawQuery() == null
                ? Stream.of()
                : Arrays.stream(url.getRawQuery().split("&"));
        List<String> kept = own.filter(pair -> !OURS.contains(name(pair))).toList();
        String query = Stream.concat(kept.stream(), Stream.of(values)).collect(Collectors.joining("&"));
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String fragment = url.getRawFragment() == null ? "" : "#" + url.getRawFragment();
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + "?" + query + fragment);
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text.strip()).parseServerAuthority());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
