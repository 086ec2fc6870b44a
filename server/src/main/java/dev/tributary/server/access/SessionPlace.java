package dev.tributary.server.access;

import dev.tributary.server.api.Installation;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A part of the site that has sessions, in a table and under a cookie of its own.
 *
 * @param path what the cookie is sent to, and where sessions are looked for
 * @param cookie its name; with a prefix where it is sent over HTTPS alone
 * @param idle a session that nobody uses for so long has ended
 */
public record SessionPlace(String path, String cookie, String table, Duration idle) {
    public JdbcIndexedSessionRepository rows(DataSource database, PlatformTransactionManager transactions) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository rows = new JdbcIndexedSessionRepository(new JdbcTemplate(database), own);
        rows.setTableName(table);
        rows.setDefaultMaxInactiveInterval(idle);
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(rows);
        return rows;
    }

    public FilterRegistrationBean<SessionRepositoryFilter<?>> filter(
            JdbcIndexedSessionRepository rows, Installation installation) {
        SessionRepository<?> any = rows; // the type of its sessions is its own
        SessionRepositoryFilter<?> filter = new SessionRepositoryFilter<>(any);
        filter.setHttpSessionIdResolver(resolver(installation));
        FilterRegistrationBean<SessionRepositoryFilter<?>> registered = new FilterRegistrationBean<>(filter);
        registered.addUrlPatterns(path + "/*");
        registered.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        return registered;
    }

    /** The tokens of its forms; who has no session has them in a cookie of this name. */
    public CsrfTokens tokens(String name, Installation installation) {
        return new CsrfTokens(name, path, isSecure(installation));
    }

    private CookieHttpSessionIdResolver resolver(Installation installation) {
        boolean secure = isSecure(installation);
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        serializer.setCookieName(secure ? "__Secure-" + cookie : cookie);
        serializer.setCookiePath(path);
        serializer.setSameSite("Lax");
        serializer.setUseHttpOnlyCookie(true);
        serializer.setUseSecureCookie(secure);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(serializer);
        return resolver;
    }

    private static boolean isSecure(Installation installation) {
        return installation.baseUrl().startsWith("https:");
    }
}
