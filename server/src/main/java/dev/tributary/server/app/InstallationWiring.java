package dev.tributary.server.app;

import dev.tributary.server.api.Installation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the features what they need of the configuration. */
@Configuration(proxyBeanMethods = false)
class InstallationWiring {
    @Bean
    Installation installation(Config config) {
        return new Installation(config.baseUrl(), config.supportEmail());
    }
}
