package dev.tributary.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from, as far as one person's addresses go: an IPv4 address, or a /64 of IPv6. */
final class Whence {
    private static final int NETWORK_BYTES = 8;

    private Whence() {}

    static String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address; // a unix socket's peer, say
        }
    }
}
