package dev.tributary.server.mail;

import dev.tributary.webhooks.clock.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Takes mail that is to go with a change: it goes if the change is committed, and whether it goes or not never fails the
 * change. A mail server that is down is asked again; what could not go for three days is given up.
 */
@Component
public class Outbox {
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    private final OutboxStore store;
    private final SendMail mail;
    private final PostThread thread;
    private final UuidV7 ids;
    private final InstantSource clock;

    Outbox(OutboxStore store, SendMail mail, PostThread thread, UuidV7 ids, InstantSource clock) {
        this.store = store;
        this.mail = mail;
        this.thread = thread;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether mail is set up; what is put in otherwise goes nowhere. */
    public boolean isOn() {
        return mail.isOn();
    }

    /** Puts a mail in, within the current transaction. */
    public void put(String to, String subject, String text) {
        if (isOn()) {
            Instant now = clock.instant();
            store.insert(new OutgoingMail(ids.next(), to, subject, text, 0), now, now.plus(GIVEN_UP_AFTER));
            thread.wake();
        }
    }
}
