package dev.tributary.server.access;

import jakarta.servlet.http.HttpServletRequest;

/** Where a request comes from, as far as one person's addresses go. */
public final class Whence {
    private Whence() {}

    /** The address as attempts are counted by: see {@link VisitorAddress#network}. */
    public static String of(HttpServletRequest request) {
        return VisitorAddress.of(request).network();
    }
}
