package dev.tributary.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a visitor is. A reverse proxy beside us says so in {@code X-Forwarded-For}, which anybody may write: it is
 * believed only from an address that is not public, and only as far as the first public one from its end.
 */
public record VisitorAddress(String text) {
    private static final int NETWORK_BYTES = 8;
    private static final int MOST_HOPS = 20;

    /** Where a request comes from; several lines of the header are one, as proxies that add their own leave them. */
    public static VisitorAddress of(HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders("X-Forwarded-For"));
        return of(request.getRemoteAddr(), Optional.of(String.join(",", lines)).filter(line -> !line.isEmpty()));
    }

    /**
     * Reads it.
     *
     * @param peer the address at the other end of the connection
     * @param forwarded the header as it came, if it did
     */
    public static VisitorAddress of(String peer, Optional<String> forwarded) {
        if (!literal(peer).map(VisitorAddress::isLocal).orElse(false)) {
            return new VisitorAddress(peer);
        }
        List<String> hops = forwarded.stream()
                .flatMap(header -> lastHops(header))
                .map(String::strip)
                .toList();
        for (String hop : hops.reversed()) {
            Optional<InetAddress> address = literal(hop);
            if (address.isEmpty()) {
                break;
            }
            if (!isLocal(address.get())) {
                return new VisitorAddress(address.get().getHostAddress());
            }
        }
        return new VisitorAddress(peer);
    }

    private static Stream<String> lastHops(String header) {
        List<String> all = List.of(header.split(",", -1));
        return all.subList(Math.max(0, all.size() - MOST_HOPS), all.size()).stream();
    }

    /** What one person's addresses have in common: an IPv4 address, or a /64 of IPv6. */
    public String network() {
        return literal(text)
                .filter(Inet6Address.class::isInstance)
                .map(six -> HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)))
                .orElse(text);
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isLocal(InetAddress address) {
        boolean unique = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return unique || address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }
}
