package dev.tributary.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * The token that proves that a form came from us: kept in the session of who has signed in, and in a cookie for who has
 * not, so that looking at the sign-in page writes nothing into the database.
 */
public final class CsrfTokens implements CsrfTokenRepository {
    static final String ATTRIBUTE = "csrf";

    private final HttpSessionCsrfTokenRepository inSession = new HttpSessionCsrfTokenRepository();
    private final CookieCsrfTokenRepository inCookie = new CookieCsrfTokenRepository();

    /**
     * Makes one.
     *
     * @param cookie its name, without the prefix that it has where it is secure
     * @param path below which the cookie is sent
     * @param secure whether this installation is reached by https
     */
    public CsrfTokens(String cookie, String path, boolean secure) {
        inSession.setSessionAttributeName(ATTRIBUTE);
        inSession.setHeaderName("X-CSRF-TOKEN");
        inCookie.setHeaderName("X-CSRF-TOKEN");
        inCookie.setCookieName(secure ? "__Secure-" + cookie : cookie);
        inCookie.setCookiePath(path);
        inCookie.setCookieCustomizer(
                made -> made.httpOnly(true).sameSite("Strict").secure(secure));
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        return request.getSession(false) == null ? inCookie : inSession;
    }
}
