package dev.tributary.server.join;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.AffiliateDoor;
import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.mail.Mail;
import dev.tributary.server.mail.Outbox;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The mails of signing up. Names are other people's words: each becomes one line. Nobody's typed words go to somebody else:
 * a form must not be a way to mail strangers.
 */
@Component
class JoinLetters {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 80;

    private final Outbox outbox;
    private final ObjectProvider<AffiliateDoor> door;

    JoinLetters(Outbox outbox, ObjectProvider<AffiliateDoor> door) {
        this.outbox = outbox;
        this.door = door;
    }

    /** To somebody new: what happens next. */
    void welcome(AccountId account, Programme programme, Affiliate affiliate) {
        if (!outbox.isOn()) {
            return;
        }
        String name = name(programme);
        if (affiliate.status() == AffiliateStatus.ACTIVE) {
            outbox.put(affiliate.email(), "Welcome to " + name, """
                    You are an affiliate of %s now.

                    Whoever comes to the shop by your link, and orders, is credited to you. Your link is
                    any page of the shop with this at its end:

                        ?%s
                    %s""".formatted(
                            name, affiliate.linkParameter(), invitation(account, affiliate)));
        } else {
            outbox.put(affiliate.email(), "Your application to " + name, """
                    Thank you for applying to %s.

                    Your application is looked at by a person. You get another mail when it is decided.
                    """.formatted(name));
        }
    }

    /** To somebody who signed up again. The page that they saw did not tell them apart from anybody new. */
    void known(Programme programme, Affiliate affiliate) {
        String name = name(programme);
        outbox.put(affiliate.email(), "You are known to " + name, """
                Somebody, probably you, has just signed up for %s with this address.
                There is nothing to do: you have signed up before. %s
                %s""".formatted(
                        name, state(affiliate.status()), signIn()));
    }

    void confirm(Programme programme, String email, String url) {
        outbox.put(email, "Please confirm your address for " + name(programme), """
                To complete your sign-up for %s, open this page and press the button there:

                %s

                It works once, within two days. If you have not signed up, do nothing: then nothing happens.
                """.formatted(name(programme), url));
    }

    void invitation(Programme programme, AffiliateInvitation invitation, String url) {
        outbox.put(invitation.email(), "An invitation to " + name(programme), """
                You are invited to become an affiliate of %s:

                %s

                The link is for you alone. It works once, until %s.
                """.formatted(
                        name(programme), url, DAY.format(invitation.expiresAt())));
    }

    private String invitation(AccountId account, Affiliate affiliate) {
        return door.stream()
                .findFirst()
                .map(there -> there.invitation(account, affiliate))
                .orElse("");
    }

    private String signIn() {
        return door.stream()
                .findFirst()
                .map(there -> "\nSign in to see what you earn: " + there.signInUrl() + "\n")
                .orElse("");
    }

    private static String state(AffiliateStatus status) {
        return switch (status) {
            case PENDING -> "Your application is still being looked at.";
            case ACTIVE -> "You are an active affiliate.";
            case DENIED -> "Your application was declined then.";
            case DISABLED -> "Your account is disabled at the moment; ask the programme's people.";
        };
    }

    private static String name(Programme programme) {
        return Mail.line(programme.name(), LONGEST_NAME);
    }
}
