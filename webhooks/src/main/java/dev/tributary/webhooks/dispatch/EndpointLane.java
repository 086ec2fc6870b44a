package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What this node holds of one endpoint: deliveries waiting, and how many are under way. Guarded by the lock of
 * {@link Lanes}.
 */
final class EndpointLane {
    /** Retries and replays get one start in ten, however many fresh deliveries wait. */
    private static final int RETRY_EVERY = 10;

    /** A start that came late by no more than this moves none of the later ones. */
    private static final long CAUGHT_UP = Duration.ofMillis(20).toNanos();

    private static final long FORGOTTEN_AFTER = Duration.ofHours(1).toNanos();

    private static final double SMOOTHING = 0.1;
    private static final double FIRST_GUESS_NANOS = Duration.ofMillis(200).toNanos();

    final EndpointId id;
    final AccountId account;
    private final Deque<Leased> fresh = new ArrayDeque<>();
    private final Deque<Leased> retries = new ArrayDeque<>();
    private final Window window = new Window();
    private final Breaker breaker = new Breaker();
    private int reserved;
    private int inFlight;
    private int startsSinceRetry;
    private EndpointSettings settings;
    private int cap;
    private int probes;
    private long nanosBetweenStarts;
    /** Means something only once something has {@link #started}: a monotonic clock may begin anywhere. */
    private long nextStart;

    private boolean started;
    private long finishedAt;
    private double usualNanos = FIRST_GUESS_NANOS;
    private boolean well;
    /** Whether it stands in a queue of those whose turn comes. */
    boolean listed;

    EndpointLane(Endpoint endpoint) {
        this.id = endpoint.id();
        this.account = endpoint.account();
        this.settings = endpoint.settings();
    }

    /** Takes over what the endpoint allows the installation, and this node's part of it. */
    void follow(EndpointSettings allowed, Part part) {
        settings = allowed;
        follow(part);
    }

    /** The nodes may have become more or fewer, and a breaker that this node can't probe has had its time. */
    void follow(Part part, long now) {
        follow(part);
        if (probes == 0) {
            breaker.forgive(now);
        }
    }

    private void follow(Part part) {
        probes = part.of(1, id.value().hashCode());
        cap = part.of(settings.maxInFlight(), id.value().hashCode());
        nanosBetweenStarts = settings.ratePerSecond()
                .map(rate -> part.spacing(1_000_000_000L / rate, settings.maxInFlight()))
                .orElse(0L);
    }

    /** Whether its last attempt was delivered. One that was never tried is not known to be well. */
    boolean isWell() {
        return well;
    }

    /**
     * How many more it may take: never more waiting than drain within the time given, so that leases don't run out in
     * the queue.
     */
    int room(long drainNanos, int most) {
        return capacity(drainNanos, most) - load();
    }

    /** Retries and replays that it may take on top, so that one is here whenever it is one's turn. */
    int roomAgain(long drainNanos, int most) {
        int capacity = capacity(drainNanos, most);
        return Math.clamp(turns(capacity) - retries.size(), 0, Math.max(0, 2 * capacity - waiting()));
    }

    /** How many of the next starts are not for fresh ones. */
    private int turns(int starts) {
        return (Math.min(startsSinceRetry, RETRY_EVERY - 1) + starts) / RETRY_EVERY;
    }

    int load() {
        return reserved + waiting() + inFlight;
    }

    int inFlight() {
        return inFlight;
    }

    /** Whether no more is under way than this node's part of the cap. */
    boolean isWithinCap() {
        return inFlight <= cap;
    }

    void reserve() {
        reserved++;
    }

    void unreserve() {
        reserved--;
    }

    void add(Leased leased) {
        (leased.isFresh() ? fresh : retries).add(leased);
    }

    boolean canStart(long now) {
        return hasWaiting() && inFlight < slots() && isInRate(now);
    }

    /** Waits for nothing but its rate. */
    boolean isPaced(long now) {
        return hasWaiting() && inFlight < slots() && !isInRate(now);
    }

    long nanosUntilStart(long now) {
        return nextStart - now;
    }

    Leased start(long now) {
        inFlight++;
        nextStart = (started ? Math.max(nextStart, now - Math.min(gap(), CAUGHT_UP)) : now) + gap();
        started = true;
        boolean retry = fresh.isEmpty() || (!retries.isEmpty() && startsSinceRetry >= RETRY_EVERY - 1);
        startsSinceRetry = retry ? 0 : startsSinceRetry + 1;
        return (retry ? retries : fresh).remove();
    }

    /** An attempt ended without having been one. */
    void returned() {
        inFlight--;
    }

    /** It was not even begun: its turn goes to the next. */
    void passedOver() {
        returned();
        nextStart -= gap();
    }

    /**
     * Whether there is nothing to be remembered of it: nothing is here, and it is held back by nothing, or has been silent
     * for so long that what it failed by may be over.
     */
    boolean isForgettable(long now) {
        boolean calm = window.gapNanos() == 0 && breaker.isCalm();
        return load() == 0 && isInRate(now) && (calm || now - finishedAt > FORGOTTEN_AFTER);
    }

    /** An attempt is over: how it went says how many may follow at once, and how long it took how fast the lane drains. */
    void finished(Leased leased, Reception reception, long tookNanos, long now) {
        inFlight--;
        finishedAt = now;
        usualNanos += SMOOTHING * (tookNanos - usualNanos);
        well = reception == Reception.DELIVERED;
        switch (reception) {
            case DELIVERED -> {
                window.delivered();
                breaker.delivered(leased);
            }
            case BUSY -> {
                window.busy(cap, now);
                breaker.failed(leased, now);
                nextStart = gap() == 0 ? nextStart : Math.max(nextStart, now + gap());
            }
            case FAILED -> breaker.failed(leased, now);
        }
    }

    List<Leased> takeWaiting() {
        List<Leased> waiting = new ArrayList<>(fresh);
        waiting.addAll(retries);
        fresh.clear();
        retries.clear();
        return waiting;
    }

    /** What waits here although it can't start before its lease runs out, the newest first: another node may, or later. */
    List<Leased> takeExcess(long drainNanos, int most) {
        List<Leased> excess = new ArrayList<>();
        int capacity = capacity(drainNanos, most);
        while (waiting() > 2 * capacity) {
            boolean again = fresh.isEmpty() || retries.size() > turns(capacity);
            excess.add((again ? retries : fresh).removeLast());
        }
        return excess;
    }

    boolean hasWaiting() {
        return !fresh.isEmpty() || !retries.isEmpty();
    }

    private int waiting() {
        return fresh.size() + retries.size();
    }

    private int slots() {
        return breaker.isOpen() ? probes : Math.min(cap, window.slots());
    }

    private int capacity(long drainNanos, int most) {
        int slots = slots();
        double bySlots = Math.max(slots, slots * (drainNanos / usualNanos));
        double byRate = gap() == 0 ? most : inFlight + Math.max(1, (double) drainNanos / gap());
        return (int) Math.min(most, Math.min(bySlots, byRate));
    }

    private long gap() {
        return Math.max(nanosBetweenStarts, window.gapNanos());
    }

    private boolean isInRate(long now) {
        return !started || gap() == 0 || now - nextStart >= 0;
    }
}
