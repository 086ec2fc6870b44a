package dev.tributary.server.app;

import dev.tributary.webhooks.clock.UuidV7;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** Every feature, found by scanning; the few things that come from outside; and what Spring Boot adds by itself. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@ComponentScan("dev.tributary.server")
class Wiring {
    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    UuidV7 ids(InstantSource clock, RandomGenerator random) {
        return new UuidV7(clock, random);
    }
}
