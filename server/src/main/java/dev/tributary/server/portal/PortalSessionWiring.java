package dev.tributary.server.portal;

import dev.tributary.server.api.Installation;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
 * Sessions of the portal, in tables and under a cookie of their own: the name of a session of the console is none here,
 * wherever it is written.
 */
@Configuration(proxyBeanMethods = false)
class PortalSessionWiring {
    static final String COOKIE_PATH = "/portal";
    private static final String ROWS = "portalSessionRows";

    @Bean(name = ROWS, defaultCandidate = false)
    JdbcIndexedSessionRepository portalSessionRows(DataSource database, PlatformTransactionManager transactions) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository rows = new JdbcIndexedSessionRepository(new JdbcTemplate(database), own);
        rows.setTableName("portal_session");
        rows.setDefaultMaxInactiveInterval(PortalSessions.IDLE);
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(rows);
        return rows;
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> portalSessionFilter(
            @Qualifier(ROWS) JdbcIndexedSessionRepository rows, Installation installation) {
        SessionRepository<?> any = rows; // the type of its sessions is its own
        SessionRepositoryFilter<?> filter = new SessionRepositoryFilter<>(any);
        filter.setHttpSessionIdResolver(cookie(installation));
        FilterRegistrationBean<SessionRepositoryFilter<?>> registered = new FilterRegistrationBean<>(filter);
        registered.setName("portalSessionFilter"); // the console's has the one that its class gives it
        registered.addUrlPatterns("/portal/*");
        registered.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        return registered;
    }

    static boolean isSecure(Installation installation) {
        return installation.baseUrl().startsWith("https:");
    }

    private static CookieHttpSessionIdResolver cookie(Installation installation) {
        boolean secure = isSecure(installation);
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(secure ? "__Secure-tributary-portal" : "tributary-portal");
        cookie.setCookiePath(COOKIE_PATH);
        cookie.setSameSite("Lax");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(secure);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie);
        return resolver;
    }
}
