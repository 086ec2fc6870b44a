package dev.tributary.server.access;

import dev.tributary.server.api.Installation;
import javax.sql.DataSource;
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
 * Sessions in the database, for the console alone: the cookie's path keeps them from the raw doors, whose requests
 * others may read, and no other route looks for one.
 */
@Configuration(proxyBeanMethods = false)
class SessionWiring {
    static final String COOKIE_PATH = "/console";

    @Bean
    JdbcIndexedSessionRepository sessionRows(DataSource database, PlatformTransactionManager transactions) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository rows = new JdbcIndexedSessionRepository(new JdbcTemplate(database), own);
        rows.setTableName("console_session");
        rows.setDefaultMaxInactiveInterval(Sessions.IDLE);
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(rows);
        return rows;
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(
            JdbcIndexedSessionRepository rows, Installation installation) {
        SessionRepository<?> any = rows; // the type of its sessions is its own
        SessionRepositoryFilter<?> filter = new SessionRepositoryFilter<>(any);
        filter.setHttpSessionIdResolver(cookie(installation));
        FilterRegistrationBean<SessionRepositoryFilter<?>> registered = new FilterRegistrationBean<>(filter);
        registered.addUrlPatterns("/console/*");
        registered.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        return registered;
    }

    static boolean isSecure(Installation installation) {
        return installation.baseUrl().startsWith("https:");
    }

    private static CookieHttpSessionIdResolver cookie(Installation installation) {
        boolean secure = isSecure(installation);
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(secure ? "__Secure-tributary" : "tributary");
        cookie.setCookiePath(COOKIE_PATH);
        cookie.setSameSite("Lax");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(secure);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie);
        return resolver;
    }
}
