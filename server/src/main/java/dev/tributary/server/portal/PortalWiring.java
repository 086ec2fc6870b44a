package dev.tributary.server.portal;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Installation;
import dev.tributary.server.mail.SendMail;
import dev.tributary.webhooks.clock.UuidV7;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the portal's mail its threads. */
@Configuration(proxyBeanMethods = false)
class PortalWiring {
    @Bean
    PortalMail portalMail(
            Doorkeeper doorkeeper,
            PortalLinks links,
            Accounts accounts,
            Installation installation,
            SendMail mail,
            UuidV7 ids) {
        return new PortalMail(
                doorkeeper,
                links,
                accounts,
                installation,
                mail,
                ids,
                Thread.ofVirtual().name("portal-mail").factory());
    }
}
