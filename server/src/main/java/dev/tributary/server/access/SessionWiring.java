package dev.tributary.server.access;

import dev.tributary.server.api.Installation;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Sessions in the database, for the console alone: the cookie's path keeps them from the raw doors, whose requests
 * others may read, and no other route looks for one.
 */
@Configuration(proxyBeanMethods = false)
class SessionWiring {
    static final SessionPlace PLACE = new SessionPlace("/console", "tributary", "console_session", Sessions.IDLE);

    @Bean
    JdbcIndexedSessionRepository sessionRows(DataSource database, PlatformTransactionManager transactions) {
        return PLACE.rows(database, transactions);
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(
            JdbcIndexedSessionRepository rows, Installation installation) {
        return PLACE.filter(rows, installation);
    }
}
