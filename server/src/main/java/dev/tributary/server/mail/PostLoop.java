package dev.tributary.server.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox, mail by mail, on a thread of its own. One that the server does not take now comes again
 * after a minute, then after twice as long each time, up to an hour.
 */
final class PostLoop {
    /** Longer than sending one takes at worst. */
    private static final Duration HOLD = Duration.ofMinutes(5);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLED = 6;
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(PostLoop.class);

    private final OutboxStore store;
    private final SendMail send;
    private final InstantSource clock;
    private boolean fails;

    PostLoop(OutboxStore store, SendMail send, InstantSource clock) {
        this.store = store;
        this.send = send;
        this.clock = clock;
    }

    /** As {@link #step}, for a thread that must go on whatever happens. */
    void run() {
        try {
            step();
        } catch (RuntimeException e) { // the database's: the mail is free again when its hold ends
            if (!fails) {
                LOG.warn("Mail can't be sent; the loop goes on trying", e);
            }
            fails = true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round: until nothing is due, or the mail server takes no more. */
    void step() throws InterruptedException {
        int dropped = store.dropExpired(clock.instant());
        if (dropped > 0) {
            LOG.warn("Gave up on {} mails that could not be sent for three days", dropped);
        }
        for (int sent = 0; sent < MOST_AT_ONCE; sent++) {
            Instant now = clock.instant();
            Optional<OutgoingMail> next = store.take(now, now.plus(HOLD));
            if (next.isEmpty() || !send(next.get())) {
                return;
            }
        }
    }

    private boolean send(OutgoingMail mail) throws InterruptedException {
        try {
            if (send.send(mail.mail()) == SendMail.Answer.REFUSED_ADDRESS) {
                LOG.info("The mail server refuses mail to one address for good");
            }
            store.delete(mail.id());
            if (fails) {
                LOG.info("Mail goes again");
            }
            fails = false;
            return true;
        } catch (MailFault fault) {
            store.putOff(mail.id(), clock.instant().plus(wait(mail.tries())));
            if (!fails) {
                LOG.warn("{} It is tried again", fault.getMessage());
            }
            fails = true;
            return false;
        }
    }

    private static Duration wait(int tries) {
        return FIRST_WAIT.multipliedBy(1L << Math.clamp(tries - 1L, 0, MOST_DOUBLED));
    }
}
