package dev.tributary.server.order;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Does what shops' messages say, and keeps each as it came, also one that can't be accepted: it can be read again when
 * the rules are others, or ours have been mended. What is lost between doing and keeping, the shop sends once more, since
 * it has no answer.
 */
@Component
class ReceiveMessages {
    /** How many {@link #againAll} reads at most. */
    static final int MOST = 200;

    private static final String FAULT = "A fault of this server: its log says which.";
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveMessages.class);

    private final List<TakeMessage> readers;
    private final MessageStore store;
    private final Sources sources;
    private final InstantSource clock;

    ReceiveMessages(List<TakeMessage> readers, MessageStore store, Sources sources, InstantSource clock) {
        this.readers = readers;
        this.store = store;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * Takes a message whose signature fits.
     *
     * @return the answer for the shop
     * @throws Problem if it can't be accepted
     */
    Map<String, Object> receive(Source source, byte[] body) {
        Instant now = clock.instant();
        try {
            Taken taken = reader(source).take(source, body, now);
            store.keep(source, body, taken.outcome(), taken.order(), now);
            return taken.answer();
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException failure) {
            keep(source, body, outcome(failure), now, failure);
            throw failure;
        }
    }

    /** Reads a kept message again, as if it came now. Empty if there is none. */
    Optional<ShopMessage> again(AccountId account, SourceId source, MessageId id) {
        return store.find(account, source, id).map(message -> {
            again(open(account, source), message);
            return store.find(account, source, id).orElse(message);
        });
    }

    /**
     * What came of reading many again.
     *
     * @param read how many were read
     * @param accepted how many of them are taken now, or say nothing that counts
     * @param left how many of the source have not been accepted yet, of {@value MessageStore#MOST_COUNTED} and more only so many
     */
    record Again(int read, int accepted, int left) {}

    /** Reads what was not accepted again, at most {@value #MOST}, those first that were not read for longest. */
    Again againAll(AccountId account, SourceId id) {
        Source source = open(account, id);
        List<ShopMessage> messages = store.open(account, id, MOST);
        int accepted = (int) messages.stream()
                .filter(message -> !again(source, message).state().isOpen())
                .count();
        return new Again(messages.size(), accepted, store.countOpen(account, id, MessageStore.MOST_COUNTED));
    }

    private ShopMessage.Outcome again(Source source, ShopMessage message) {
        AccountId account = source.account();
        byte[] body = store.body(account, message.id()).orElseThrow(() -> Problem.notFound("such message"));
        try {
            Taken taken = reader(source).take(source, body, message.received());
            store.read(account, message.id(), taken.outcome(), taken.order(), clock.instant());
            return taken.outcome();
        } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException failure) {
            if (!(failure instanceof Problem)) {
                LOG.error("The message {} can't be read", message.id(), failure);
            }
            store.read(account, message.id(), outcome(failure), Optional.empty(), clock.instant());
            return outcome(failure);
        }
    }

    private Source open(AccountId account, SourceId source) {
        return sources.find(account, source)
                .orElseThrow(() -> Problem.conflict("The source is deleted; what it sent can't be read again."));
    }

    private TakeMessage reader(Source source) {
        return readers.stream()
                .filter(reader -> reader.origin() == source.kind())
                .findFirst()
                .orElseThrow();
    }

    private static ShopMessage.Outcome outcome(RuntimeException failure) {
        return failure instanceof Problem problem
                ? ShopMessage.Outcome.of(MessageState.REFUSED, problem.detail())
                : ShopMessage.Outcome.of(MessageState.FAILED, FAULT);
    }

    /** A failure is not hidden by that of keeping its message. */
    private void keep(Source source, byte[] body, ShopMessage.Outcome outcome, Instant now, RuntimeException failure) {
        try {
            store.keep(source, body, outcome, Optional.empty(), now);
        } catch (RuntimeException lost) {
            failure.addSuppressed(lost);
        }
    }
}
