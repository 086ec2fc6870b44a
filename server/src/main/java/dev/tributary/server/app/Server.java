package dev.tributary.server.app;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** The running server: Spring's context and the port that it listens on. The database outlives it. */
public final class Server implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts it.
     *
     * @param database has its tables already
     * @param more beans to add, such as a test's
     */
    public static Server start(
            Config config, MasterKey key, DataSource database, InstantSource clock, Class<?>... more) {
        SpringApplication application = new SpringApplication(Wiring.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setAddCommandLineProperties(false);
        application.addPrimarySources(List.of(more));
        application.addInitializers(handIn(config, key, database, clock));
        return new Server(application.run());
    }

    /** The port that it listens on. */
    public int port() {
        WebServer server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        return server.getPort();
    }

    /** A bean, for the command line and tests. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static ApplicationContextInitializer<GenericApplicationContext> handIn(
            Config config, MasterKey key, DataSource database, InstantSource clock) {
        return context -> {
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            // Settings come from TRIBUTARY_* alone: a stray SERVER_PORT must not move us.
            sources.remove("systemEnvironment");
            sources.addFirst(new MapPropertySource("tributary", properties(config)));
            context.registerBean(Config.class, () -> config);
            context.registerBean(MasterKey.class, () -> key);
            context.registerBean(DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""));
            context.registerBean(InstantSource.class, () -> clock);
        };
    }

    private static Map<String, Object> properties(Config config) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", config.port());
        properties.put("tributary.development", config.development());
        config.address().ifPresent(address -> properties.put("server.address", address));
        config.managementPort().ifPresent(port -> {
            properties.put("management.server.port", port);
            config.address().ifPresent(address -> properties.put("management.server.address", address));
            properties.put("management.endpoints.web.exposure.include", "health,prometheus");
        });
        return properties;
    }
}
