package dev.tributary.server.portal;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.AffiliateDoor;
import dev.tributary.server.api.Installation;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells sign-up pages and mails where the portal is. */
@Component
class PortalDoor implements AffiliateDoor {
    private final PortalLinks links;
    private final AccessStore access;
    private final Installation installation;

    PortalDoor(PortalLinks links, AccessStore access, Installation installation) {
        this.links = links;
        this.access = access;
        this.installation = installation;
    }

    @Override
    public String signInPath() {
        return PortalChain.SIGN_IN;
    }

    @Override
    public String signInUrl() {
        return installation.baseUrl() + signInPath();
    }

    @Override
    public Optional<String> choosePasswordUrl(AccountId account, Affiliate affiliate) {
        return access.password(account, affiliate.number()).isPresent()
                ? Optional.empty()
                : Optional.of(installation.baseUrl() + links.choosePassword(account, affiliate));
    }
}
