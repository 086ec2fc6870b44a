package dev.tributary.webhooks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that hear no notification, as those through some poolers. */
final class DeafSource {
    private DeafSource() {}

    static DataSource of(DataSource source) {
        return wrap(DataSource.class, (_, method, values) -> {
            Object result = call(source, method, values);
            return result instanceof Connection connection ? deaf(connection) : result;
        });
    }

    private static Connection deaf(Connection connection) {
        return wrap(Connection.class, (_, method, values) -> {
            if (method.getName().equals("unwrap")) {
                throw new SQLFeatureNotSupportedException("a pooler stands between");
            }
            return call(connection, method, values);
        });
    }

    private static <T> T wrap(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] values)
            throws SQLException {
        try {
            return method.invoke(target, values);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new AssertionError(e);
        }
    }
}
