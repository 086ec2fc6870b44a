package dev.tributary.server.mail;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the sending going where mail is set up. */
@Configuration(proxyBeanMethods = false)
class PostWiring {
    @Bean
    PostThread postThread(OutboxStore store, SendMail mail, InstantSource clock) {
        return new PostThread(new PostLoop(store, mail, clock), mail.isOn());
    }
}
