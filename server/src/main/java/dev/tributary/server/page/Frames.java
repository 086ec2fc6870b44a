package dev.tributary.server.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Reads the frame of a page from the request. */
@Component
final class Frames {
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final Assets assets;
    private final ObjectProvider<Visitors> visitors;
    private final boolean development;

    Frames(
            Assets assets,
            ObjectProvider<Visitors> visitors,
            @Value("${tributary.development:false}") boolean development) {
        this.assets = assets;
        this.visitors = visitors;
        this.development = development;
    }

    Frame frame(HttpServletRequest request) {
        return new Frame(
                Optional.ofNullable(visitors.getIfAvailable()).flatMap(known -> known.visitor(request)),
                request.getRequestURI(),
                target(request),
                theme(request),
                csrf(request),
                toast(request),
                development,
                assets);
    }

    private static String target(HttpServletRequest request) {
        boolean part = "true".equals(request.getHeader("HX-Request"))
                && request.getHeader("HX-Boosted") == null
                && request.getHeader("HX-History-Restore-Request") == null;
        @Nullable String target = request.getHeader("HX-Target");
        return part && target != null ? target : "";
    }

    private static Optional<String> theme(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals("theme"))
                        .map(Cookie::getValue)
                        .filter(THEMES::contains)
                        .findFirst();
    }

    private static Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Csrf(token.getParameterName(), token.getHeaderName(), token.getToken())
                : Csrf.NONE;
    }

    private static Optional<Toast> toast(HttpServletRequest request) {
        @Nullable Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get(Toast.KEY) instanceof Toast toast ? Optional.of(toast) : Optional.empty();
    }
}
