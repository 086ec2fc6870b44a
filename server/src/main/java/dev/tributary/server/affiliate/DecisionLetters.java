package dev.tributary.server.affiliate;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.mail.Mail;
import dev.tributary.server.mail.Outbox;
import dev.tributary.webhooks.endpoint.AccountId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells affiliates by mail that they were approved or denied, where mail is set up; other changes are told to nobody. */
@Component
class DecisionLetters {
    private static final int LONGEST_NAME = 80;

    private final Outbox outbox;
    private final Accounts accounts;
    private final ObjectProvider<AffiliateDoor> door;

    DecisionLetters(Outbox outbox, Accounts accounts, ObjectProvider<AffiliateDoor> door) {
        this.outbox = outbox;
        this.accounts = accounts;
        this.door = door;
    }

    /** Puts the mail of a change into the outbox, within its transaction. */
    void changed(AccountId account, Affiliate before, Affiliate after) {
        if (!outbox.isOn() || before.status() == after.status()) {
            return;
        }
        String name = Mail.line(accounts.get(account).name(), LONGEST_NAME);
        boolean waited = before.status() == AffiliateStatus.PENDING || before.status() == AffiliateStatus.DENIED;
        if (after.status() == AffiliateStatus.ACTIVE && waited) {
            outbox.put(after.email(), "Welcome to " + name, approved(name, after));
        } else if (after.status() == AffiliateStatus.DENIED) {
            outbox.put(after.email(), "Your application to " + name, """
                    Thank you for your interest in the affiliate programme of %s.

                    We are sorry: it is declined.
                    """.formatted(name));
        }
    }

    private String approved(String name, Affiliate affiliate) {
        return """
                You are an affiliate of %s now.

                Whoever comes to the shop by your link, and orders, is credited to you. Your link is
                any page of the shop with this at its end:

                    ?%s
                %s""".formatted(name, affiliate.linkParameter(), signIn());
    }

    private String signIn() {
        return door.stream()
                .findFirst()
                .map(there -> "\nSign in to see what you earn: " + there.signInUrl() + "\n")
                .orElse("");
    }
}
