package dev.tributary.webhooks;

import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * One row of {@link FaultTable}: a receiver, and what must be on record after the last of the events sent to it.
 *
 * @param sentence what the row says
 * @param host under which the receiver is addressed
 * @param allowed whether the operator allows its origin
 * @param timeoutSeconds of the endpoint
 * @param events sent one after the other
 */
record FaultRow(
        String sentence,
        FaultyReceiver receiver,
        String host,
        boolean allowed,
        int timeoutSeconds,
        int events,
        Expected expected) {

    private static final String LOOPBACK = "127.0.0.1";
    /** Long enough for a machine that is busy with other things. */
    private static final int PATIENT = 15;

    /**
     * What a delivery must have become.
     *
     * @param error what the attempt's error begins with, "" for none
     * @param pause from the end of the attempt to the next; empty where none follows
     * @param requests that the receiver saw, for all events; likewise {@code connections}
     */
    record Expected(
            State state,
            String outcome,
            Optional<Integer> status,
            String error,
            Optional<Wait> pause,
            Status endpoint,
            int requests,
            int connections) {

        Expected waiting(Duration exactly) {
            return new Expected(
                    state, outcome, status, error, Optional.of(Wait.exactly(exactly)), endpoint, requests, connections);
        }

        /** The start of an answer came before it broke off. */
        Expected withStatus(int partial) {
            return new Expected(state, outcome, Optional.of(partial), error, pause, endpoint, requests, connections);
        }

        Expected seen(int requests, int connections) {
            return new Expected(state, outcome, status, error, pause, endpoint, requests, connections);
        }
    }

    /** How long until the next attempt, bounds included. */
    record Wait(Duration least, Duration most) {
        /** The schedule's second delay, with its jitter. */
        static final Wait SCHEDULE = new Wait(Duration.ofHours(1), Duration.ofMinutes(72));

        static Wait exactly(Duration wait) {
            return new Wait(wait, wait);
        }
    }

    static FaultRow row(String sentence, FaultyReceiver receiver, Expected expected) {
        return new FaultRow(sentence, receiver, LOOPBACK, true, PATIENT, 1, expected);
    }

    static Expected delivered(int status) {
        return new Expected(
                State.DELIVERED, "accepted", Optional.of(status), "", Optional.empty(), Status.ACTIVE, 1, 1);
    }

    static Expected rejected(int status) {
        return new Expected(
                State.RETRYING, "rejected", Optional.of(status), "", Optional.of(Wait.SCHEDULE), Status.ACTIVE, 1, 1);
    }

    static Expected gone() {
        return new Expected(State.EXHAUSTED, "rejected", Optional.of(410), "", Optional.empty(), Status.DISABLED, 1, 1);
    }

    static Expected unreachable(String reason) {
        return failed("unreachable", reason).seen(1, 1);
    }

    static Expected forbidden(String rule) {
        return failed("forbidden", rule);
    }

    private static Expected failed(String outcome, String error) {
        return new Expected(
                State.RETRYING, outcome, Optional.empty(), error, Optional.of(Wait.SCHEDULE), Status.ACTIVE, 0, 0);
    }

    /** With a deadline of one second over everything. */
    FaultRow hasty() {
        return new FaultRow(sentence, receiver, host, allowed, 1, events, expected);
    }

    boolean isHasty() {
        return timeoutSeconds == 1;
    }

    FaultRow events(int count) {
        return new FaultRow(sentence, receiver, host, allowed, timeoutSeconds, count, expected);
    }

    FaultRow under(String name) {
        return new FaultRow(sentence, receiver, name, allowed, timeoutSeconds, events, expected);
    }

    /** Nobody allowed its origin: the address policy holds. */
    FaultRow unlisted() {
        return new FaultRow(sentence, receiver, host, false, timeoutSeconds, events, expected);
    }

    String url() {
        return receiver.url(host, "/hook");
    }

    @Override
    public String toString() {
        return sentence;
    }
}
