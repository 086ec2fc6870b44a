package dev.tributary.server.notice;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Members;
import dev.tributary.server.api.Installation;
import dev.tributary.server.mail.SendMail;
import dev.tributary.webhooks.Webhooks;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the telling together, and sets it going where mail is set up. */
@Configuration(proxyBeanMethods = false)
class NoticeWiring {
    private static final int EVERY_SECONDS = 10;

    @Bean
    TellLoop tellLoop(
            Webhooks webhooks,
            Accounts accounts,
            Members members,
            Installation installation,
            SendMail mail,
            InstantSource clock) {
        GatherFacts gather = new GatherFacts(webhooks, accounts, installation);
        return new TellLoop(webhooks.notices(), new TellPeople(webhooks.notices(), gather, members, mail), clock);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService noticeTelling(TellLoop loop, SendMail mail) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("notices").factory());
        if (mail.isOn()) {
            var _ = thread.scheduleWithFixedDelay(loop::run, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
        return thread;
    }
}
