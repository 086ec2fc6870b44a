package dev.tributary.server.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.testkit.Await;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts what each request asks of the database. */
public class CountStatements implements BeanPostProcessor {
    private static final ThreadLocal<@Nullable AtomicInteger> HERE = new ThreadLocal<>();
    private static final AtomicInteger LAST = new AtomicInteger();

    /** Begins and ends a count with each request. A class of its own, for the list of beans of a server's. */
    public static class Requests extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            AtomicInteger count = new AtomicInteger();
            HERE.set(count);
            try {
                chain.doFilter(request, response);
            } finally {
                HERE.remove();
                LAST.set(count.get());
            }
        }
    }

    /** How many statements the request made whose answer has come. */
    public static int of(Runnable request) {
        LAST.set(-1);
        request.run();
        Await.until(Duration.ofSeconds(20), "the end of the request", () -> LAST.get() >= 0);
        return LAST.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? new Counting(pool) : bean;
    }

    /** Has no connections of its own. */
    private static final class Counting extends HikariDataSource {
        private final HikariDataSource pool;

        private Counting(HikariDataSource pool) {
            this.pool = pool;
            pool.copyStateTo(this);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = pool.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, given) -> call(real, method, given));
        }
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] given) throws Throwable {
        AtomicInteger count = HERE.get();
        if (count != null && method.getName().equals("prepareStatement")) {
            count.incrementAndGet();
        }
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
