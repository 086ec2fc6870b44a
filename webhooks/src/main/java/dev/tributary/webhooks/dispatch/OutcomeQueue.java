package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.GivenBack;
import dev.tributary.webhooks.delivery.Leased;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known in memory and not yet in rows. Nothing new is sent while it is full, so that neither memory nor leases
 * run out where the database is slower than the receivers; losing it loses nothing. Safe for many threads.
 */
final class OutcomeQueue {
    /** What is under way when it fills may still come on top. */
    private static final int FULL = 5_000;

    private final Queue<Done> done = new ConcurrentLinkedQueue<>();
    private final Queue<GivenBack> givenBack = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile Runnable added = () -> {};
    private volatile Runnable roomAgain = () -> {};

    /**
     * Who is to be told.
     *
     * @param added called after every addition, by any thread
     */
    void onAdded(Runnable added) {
        this.added = added;
    }

    /**
     * Who is to be told.
     *
     * @param roomAgain called when it is no longer full, by the thread that wrote outcomes
     */
    void onRoomAgain(Runnable roomAgain) {
        this.roomAgain = roomAgain;
    }

    boolean isFull() {
        return size.get() >= FULL;
    }

    void add(Done outcome) {
        size.incrementAndGet();
        done.add(outcome);
        added.run();
    }

    /** Leases that this node won't use: the rows become due at once. */
    void giveBack(List<Leased> leases) {
        giveBack(leases, Duration.ZERO);
    }

    /** Leases that this node can't use: the rows become due after a pause. */
    void giveBack(List<Leased> leases, Duration pause) {
        if (!leases.isEmpty()) {
            size.addAndGet(leases.size());
            leases.forEach(leased -> givenBack.add(new GivenBack(leased, pause)));
            added.run();
        }
    }

    List<Done> takeDone(int most) {
        return take(done, most);
    }

    List<GivenBack> takeGivenBack(int most) {
        return take(givenBack, most);
    }

    /** They are in rows now, or never will be. */
    void settled(int count) {
        int before = size.getAndAdd(-count);
        if (before >= FULL && before - count < FULL) {
            roomAgain.run();
        }
    }

    /** Puts back what could not be written. */
    void putBack(List<Done> outcomes) {
        done.addAll(outcomes);
    }

    /** Puts back what could not be given back. */
    void putBackLeases(List<GivenBack> leases) {
        givenBack.addAll(leases);
    }

    boolean isEmpty() {
        return size.get() == 0;
    }

    private static <T> List<T> take(Queue<T> from, int most) {
        List<T> taken = new ArrayList<>();
        for (T next = from.poll(); next != null; next = taken.size() < most ? from.poll() : null) {
            taken.add(next);
        }
        return taken;
    }
}
