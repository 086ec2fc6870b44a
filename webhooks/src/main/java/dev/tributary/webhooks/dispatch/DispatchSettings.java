package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The dispatcher's sizes and times.
 *
 * @param lease how long a node may keep a delivery; longer than the longest attempt and {@code margin}
 * @param attempt no attempt takes longer
 * @param margin an attempt starts only if its lease lasts this much longer than its deadline
 * @param maxInFlight requests under way at once on this node
 * @param maxQueued deliveries in this node's memory, waiting or under way
 * @param maxBytes of the bodies of these deliveries; one more may come in while there are less
 * @param maxLane deliveries of one endpoint in this node's memory
 * @param group outcomes written in one commit, at most
 * @param poll how often due rows are looked for while there are more than lanes have room for
 * @param idlePoll how often they are looked for otherwise, beside the times when this node knows of some
 * @param heartbeat how often a node says that it lives
 * @param deadAfter a node silent for this long is dead
 * @param drain how long stopping waits for attempts under way
 * @param daysAhead partitions are made this many days ahead
 * @param eventLoops threads for outgoing requests
 * @param faultPause how long a delivery waits that can't be read or signed here: it would hardly work at once
 */
public record DispatchSettings(
        Duration lease,
        Duration attempt,
        Duration margin,
        int maxInFlight,
        int maxQueued,
        long maxBytes,
        int maxLane,
        int group,
        Duration poll,
        Duration idlePoll,
        Duration heartbeat,
        Duration deadAfter,
        Duration drain,
        int daysAhead,
        int eventLoops,
        Duration faultPause) {

    public static DispatchSettings defaults() {
        return new DispatchSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                1024,
                20_000,
                96L << 20,
                2_000,
                500,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                14,
                2,
                Duration.ofSeconds(5));
    }

    /** The same with another number of partitions made ahead. */
    public DispatchSettings withDaysAhead(int days) {
        return with(d -> d.daysAhead = days);
    }

    /** The same with other leases and heartbeats. */
    public DispatchSettings withLease(Duration lease, Duration heartbeat, Duration deadAfter) {
        return with(d -> {
            d.lease = lease;
            d.heartbeat = heartbeat;
            d.deadAfter = deadAfter;
        });
    }

    /** The same, where attempts take no longer than this, and begin only if the lease outlasts them by the margin. */
    public DispatchSettings withAttempts(Duration longest, Duration margin) {
        return with(d -> {
            d.attempt = longest;
            d.margin = margin;
        });
    }

    /** The same, looking for due rows this often. */
    public DispatchSettings withPolls(Duration polls, Duration idlePolls) {
        return with(d -> {
            d.poll = polls;
            d.idlePoll = idlePolls;
        });
    }

    /** The same, waiting so long for attempts under way when it stops. */
    public DispatchSettings withDrain(Duration wait) {
        return with(d -> d.drain = wait);
    }

    /** The same with other sizes of what is in a node's memory, and of a group. */
    public DispatchSettings withSizes(int maxInFlight, int maxQueued, int maxLane, int group) {
        return with(d -> {
            d.maxInFlight = maxInFlight;
            d.maxQueued = maxQueued;
            d.maxLane = maxLane;
            d.group = group;
        });
    }

    /** The same with so many bytes of bodies in a node's memory. */
    public DispatchSettings withBytes(long most) {
        return with(d -> d.maxBytes = most);
    }

    /** The same with another number of threads for outgoing requests. */
    public DispatchSettings withEventLoops(int loops) {
        return with(d -> d.eventLoops = loops);
    }

    /** The same, where what can't be read or signed waits so long. */
    public DispatchSettings withFaultPause(Duration wait) {
        return with(d -> d.faultPause = wait);
    }

    private DispatchSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settled();
    }

    /** All of them, to be changed one by one. */
    private static final class Draft {
        Duration lease;
        Duration attempt;
        Duration margin;
        int maxInFlight;
        int maxQueued;
        long maxBytes;
        int maxLane;
        int group;
        Duration poll;
        Duration idlePoll;
        Duration heartbeat;
        Duration deadAfter;
        Duration drain;
        int daysAhead;
        int eventLoops;
        Duration faultPause;

        Draft(DispatchSettings from) {
            lease = from.lease;
            attempt = from.attempt;
            margin = from.margin;
            maxInFlight = from.maxInFlight;
            maxQueued = from.maxQueued;
            maxBytes = from.maxBytes;
            maxLane = from.maxLane;
            group = from.group;
            poll = from.poll;
            idlePoll = from.idlePoll;
            heartbeat = from.heartbeat;
            deadAfter = from.deadAfter;
            drain = from.drain;
            daysAhead = from.daysAhead;
            eventLoops = from.eventLoops;
            faultPause = from.faultPause;
        }

        DispatchSettings settled() {
            return new DispatchSettings(
                    lease,
                    attempt,
                    margin,
                    maxInFlight,
                    maxQueued,
                    maxBytes,
                    maxLane,
                    group,
                    poll,
                    idlePoll,
                    heartbeat,
                    deadAfter,
                    drain,
                    daysAhead,
                    eventLoops,
                    faultPause);
        }
    }
}
