package dev.tributary.server.portal;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Located;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.Mail;
import dev.tributary.server.mail.MailFault;
import dev.tributary.server.mail.Outbox;
import dev.tributary.server.mail.SendMail;
import dev.tributary.webhooks.clock.UuidV7;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail to affiliates. Links are sent after the answer to whoever asked for one: so its time doesn't tell whether an
 * address is known; one that does not go is asked for again, and none is kept anywhere but as a hash.
 */
class PortalMail {
    private static final Logger LOG = LoggerFactory.getLogger(PortalMail.class);
    private static final int AT_ONCE = 16;
    private static final int LONGEST_NAME = 80;
    private static final int MOST_NAMES = 10;

    private final Doorkeeper doorkeeper;
    private final PortalLinks links;
    private final Accounts accounts;
    private final Installation installation;
    private final SendMail mail;
    private final Outbox outbox;
    private final UuidV7 ids;
    private final ThreadFactory threads;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    PortalMail(
            Doorkeeper doorkeeper,
            PortalLinks links,
            Accounts accounts,
            Installation installation,
            SendMail mail,
            Outbox outbox,
            UuidV7 ids,
            ThreadFactory threads) {
        this.doorkeeper = doorkeeper;
        this.links = links;
        this.accounts = accounts;
        this.installation = installation;
        this.mail = mail;
        this.outbox = outbox;
        this.ids = ids;
        this.threads = threads;
    }

    /**
     * Sends a link to an address, if an affiliate who may come in has it.
     *
     * @throws Problem 503 if too many mails are under way
     */
    void link(String email, Purpose purpose) {
        later(() -> {
            List<Located> known = doorkeeper.admitted(email);
            if (known.isEmpty()) {
                return;
            }
            String to = known.getFirst().affiliate().email();
            links.forMailbox(to, purpose)
                    .ifPresent(path -> send(PortalLetter.link(purpose, names(known), url(path)), to));
        });
    }

    /** Asks a new address whether it is theirs. */
    void proveAddress(Account account, String path, String email) {
        later(() -> send(PortalLetter.proveAddress(name(account), url(path)), email));
    }

    /** Tells the old address that it is none any more, once the current transaction has made it so. */
    void tellOldAddress(Account account, String old) {
        PortalLetter letter = PortalLetter.oldAddress(name(account));
        outbox.put(old, letter.subject(), letter.text());
    }

    /** Tells that payments go elsewhere, once the current transaction has made it so; to nobody without mail. */
    void tellPayPal(Account account, String email) {
        if (outbox.isOn()) {
            PortalLetter letter = PortalLetter.payPal(name(account));
            outbox.put(email, letter.subject(), letter.text());
        }
    }

    private void later(Runnable work) {
        if (!slots.tryAcquire()) {
            throw Problem.of(503, "Too many mails are under way. Try again in a minute.");
        }
        threads.newThread(() -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.error("a mail to an affiliate was not sent", e);
                    } finally {
                        slots.release();
                    }
                })
                .start();
    }

    private void send(PortalLetter letter, String to) {
        try {
            mail.send(new Mail("prt-" + ids.next(), to, letter.subject(), letter.text()));
        } catch (MailFault e) {
            LOG.warn("a mail to an affiliate was not sent: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String names(List<Located> known) {
        return known.stream()
                .map(Located::account)
                .distinct()
                .limit(MOST_NAMES)
                .flatMap(account -> accounts.find(account).stream())
                .map(PortalMail::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(Account account) {
        return Mail.line(account.name(), LONGEST_NAME);
    }

    private String url(String path) {
        return installation.baseUrl() + path;
    }
}
