package dev.tributary.server.app;

import dev.tributary.server.mail.MailServer;
import dev.tributary.server.mail.SendMail;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the mail server, made of the configuration. */
@Configuration(proxyBeanMethods = false)
class MailWiring {
    @Bean
    SendMail sendMail(Config config, InstantSource clock) {
        return new SendMail(
                server(config), clock, Thread.ofVirtual().name("mail").factory());
    }

    static Optional<MailServer> server(Config config) {
        return config.smtpUrl().map(url -> {
            String from = config.mailFrom()
                    .orElseThrow(
                            () -> new StartFailure(
                                    "TRIBUTARY_MAIL_FROM must be set where TRIBUTARY_SMTP_URL is: the address that mail comes from."));
            if (!MailServer.isSender(from)) {
                throw new StartFailure(
                        "TRIBUTARY_MAIL_FROM must be a plain address such as webhooks@example.com, not " + from + ".");
            }
            try {
                return MailServer.parse(url, from);
            } catch (IllegalArgumentException e) {
                throw new StartFailure("TRIBUTARY_SMTP_URL: " + e.getMessage(), e);
            }
        });
    }
}
