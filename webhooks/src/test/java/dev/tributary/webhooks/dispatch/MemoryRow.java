package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.InsertEvents;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.endpoint.Format;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table of deliveries, with what the table checks of it. */
final class MemoryRow {
    final DeliveryId id;
    final InsertEvents.Row event;
    final Born born;
    State state;
    int attempts;

    @Nullable
    Instant due;

    @Nullable
    UUID node;

    @Nullable
    UUID token;

    @Nullable
    Instant leaseUntil;

    @Nullable
    String orderKey;
    /** Who has changed it and not yet committed. */
    @Nullable
    LateCommit lockedBy;

    /** Whether somebody had it sent again, one by one. */
    private boolean replay;
    /** Or a job did. */
    private boolean ofJob;

    /** The same event for the same webhook, as a delivery of its own. */
    static MemoryRow replay(MemoryRow first, Born born, boolean byJob) {
        UUID none = new UUID(0, 0);
        MemoryRow row = new MemoryRow(first.event, born, none, none);
        row.replay = !byJob;
        row.ofJob = byJob;
        return row;
    }

    boolean isReplay() {
        return replay || ofJob;
    }

    /** One that may be sent although its webhook is paused. */
    boolean isTrial() {
        return replay;
    }

    MemoryRow(InsertEvents.Row event, Born born, UUID node, UUID token) {
        this.id = born.id();
        this.event = event;
        this.born = born;
        this.orderKey = born.orderKey().orElse(null);
        this.state = State.PENDING;
        switch (born.birth()) {
            case Born.Birth.WithLease lease -> {
                this.node = node;
                this.token = token;
                this.leaseUntil = lease.until();
            }
            case Born.Birth.Due atOnce -> this.due = atOnce.time();
            case Born.Birth.Held _ -> this.state = State.HELD;
        }
        check();
    }

    byte[] body() {
        return born.format() == Format.CLASSIC
                ? event.event().classic()
                : event.event().standard();
    }

    void lease(UUID node, UUID token, Instant until) {
        due = null;
        this.node = node;
        this.token = token;
        leaseUntil = until;
        check();
    }

    void due(Instant time) {
        move(attempts == 0 ? State.PENDING : State.RETRYING, time);
    }

    void hold() {
        move(State.HELD, null);
    }

    void finish(State end) {
        orderKey = null;
        move(end, null);
    }

    private void move(State next, @Nullable Instant time) {
        if (state.finished()) {
            throw new Violation(id + " was " + state + " and becomes " + next);
        }
        state = next;
        due = time;
        node = null;
        token = null;
        leaseUntil = null;
        check();
    }

    private void check() {
        boolean moving = state == State.PENDING || state == State.RETRYING;
        if (moving ? (due == null) == (token == null) : due != null || token != null) {
            throw new Violation(id + " is " + state + ", due " + due + ", leased until " + leaseUntil);
        }
    }

    @Override
    public String toString() {
        return id + (isReplay() ? " (a replay) " : " ") + state + " after " + attempts + " attempts, due " + due
                + ", leased to " + node + " until " + leaseUntil;
    }
}
