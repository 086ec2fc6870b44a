package dev.tributary.server.portal;

import dev.tributary.server.access.SessionPlace;
import dev.tributary.server.api.Installation;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Sessions of the portal, in tables and under a cookie of their own: the name of a session of the console is none here,
 * wherever it is written.
 */
@Configuration(proxyBeanMethods = false)
class PortalSessionWiring {
    static final SessionPlace PLACE =
            new SessionPlace("/portal", "tributary-portal", "portal_session", PortalSessions.IDLE);
    private static final String ROWS = "portalSessionRows";

    @Bean(name = ROWS, defaultCandidate = false)
    JdbcIndexedSessionRepository portalSessionRows(DataSource database, PlatformTransactionManager transactions) {
        return PLACE.rows(database, transactions);
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> portalSessionFilter(
            @Qualifier(ROWS) JdbcIndexedSessionRepository rows, Installation installation) {
        FilterRegistrationBean<SessionRepositoryFilter<?>> registered = PLACE.filter(rows, installation);
        registered.setName("portalSessionFilter"); // the console's has the one that its class gives it
        return registered;
    }
}
