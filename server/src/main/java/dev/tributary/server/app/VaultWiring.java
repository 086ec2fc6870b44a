package dev.tributary.server.app;

import dev.tributary.webhooks.signature.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Secrets at rest, under the installation's master key. */
@Configuration(proxyBeanMethods = false)
class VaultWiring {
    @Bean
    Vault vault(MasterKey key) {
        return new Vault(key.bytes());
    }
}
