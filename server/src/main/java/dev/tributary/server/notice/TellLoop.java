package dev.tributary.server.notice;

import dev.tributary.server.mail.MailFault;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Notices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what there is to tell, notice by notice, on a thread of its own. While the mail server takes nothing it is asked
 * again after a minute, then after twice as long each time, up to half an hour; the log says so once, and once that it is
 * over.
 */
final class TellLoop {
    /** Longer than telling one takes at worst: {@link TellPeople#MOST} mails of half a minute. */
    static final Duration HOLD = Duration.ofMinutes(15);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(TellLoop.class);

    private final Notices notices;
    private final TellPeople tell;
    private final InstantSource clock;
    private Optional<Duration> wait = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private boolean fails;

    TellLoop(Notices notices, TellPeople tell, InstantSource clock) {
        this.notices = notices;
        this.tell = tell;
        this.clock = clock;
    }

    /** As {@link #step}, for a thread that must go on whatever happens. */
    void run() {
        try {
            step();
            fails = false;
        } catch (RuntimeException e) { // the database's, or ours: the notice is free again when its hold ends
            if (!fails) {
                LOG.warn("Notices can't be told; the loop goes on trying", e);
            }
            fails = true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round: until nothing is left to tell, or the mail server takes no more. */
    void step() throws InterruptedException {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        for (int told = 0; told < MOST_AT_ONCE; told++) {
            List<Notice> next = notices.take(1, HOLD);
            if (next.isEmpty() || !tell(next.getFirst())) {
                return;
            }
        }
    }

    private boolean tell(Notice notice) throws InterruptedException {
        try {
            if (tell.tell(notice)) {
                recovered();
            }
            return true;
        } catch (MailFault fault) {
            backOff(fault);
            notices.putOff(notice, Duration.between(clock.instant(), notBefore));
            return false;
        }
    }

    private void recovered() {
        if (wait.isPresent()) {
            LOG.info("Mail goes again");
            wait = Optional.empty();
        }
    }

    private void backOff(MailFault fault) {
        if (wait.isEmpty()) {
            LOG.warn("{} What is to be told waits, and is tried again", fault.getMessage());
        }
        Duration next = wait.map(before -> before.multipliedBy(2)).orElse(FIRST_WAIT);
        wait = Optional.of(next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next);
        notBefore = clock.instant().plus(wait.get());
    }
}
