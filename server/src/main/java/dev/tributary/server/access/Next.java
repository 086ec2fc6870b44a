package dev.tributary.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page to show after signing in: one of ours, never another host's. */
record Next(String path) {
    private static final String HOME = "/console";
    private static final Pattern OURS =
            Pattern.compile("/console(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(\\?[A-Za-z0-9._~=&%+:,-]{0,1000})?");
    private static final Pattern DOORS = Pattern.compile("/console/(sign-in|sign-out|set-up)\\b.*");

    /** The page that a form names, or the first page if that is not one of ours. */
    static Next named(@Nullable String path) {
        if (path == null || path.length() > 2000 || DOORS.matcher(path).matches()) {
            return new Next(HOME);
        }
        return new Next(OURS.matcher(path).matches() ? path : HOME);
    }

    static Next of(HttpServletRequest request) {
        @Nullable String query = request.getQueryString();
        return named(request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    String appendedTo(String page) {
        return path.equals(HOME) ? page : page + "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
