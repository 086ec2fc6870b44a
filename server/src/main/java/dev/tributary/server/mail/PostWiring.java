package dev.tributary.server.mail;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets the sending going where mail is set up. */
@Configuration(proxyBeanMethods = false)
class PostWiring {
    private static final int EVERY_SECONDS = 2;

    @Bean
    PostLoop postLoop(OutboxStore store, SendMail mail, InstantSource clock) {
        return new PostLoop(store, mail, clock);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService posting(PostLoop loop, SendMail mail) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("post").factory());
        if (mail.isOn()) {
            var _ = thread.scheduleWithFixedDelay(loop::run, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
        return thread;
    }
}
