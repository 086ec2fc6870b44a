package dev.tributary.webhooks.dispatch;

import java.util.ArrayList;
import java.util.List;

/**
 * A transaction whose commit was sent, whose client has lost its connection, and of which nobody knows yet whether it
 * takes effect. It has its rows locked until then.
 */
final class LateCommit {
    private final List<MemoryRow> rows = new ArrayList<>();
    private final List<Runnable> effects = new ArrayList<>();
    private final boolean commits;
    private Runnable decided = () -> {};
    private boolean written;
    private boolean over;

    LateCommit(boolean commits) {
        this.commits = commits;
    }

    /** All that it does is done, and its commit is sent. */
    void written() {
        written = true;
    }

    /** Whether somebody who wants its rows can do nothing but wait; it does not wait for itself. */
    boolean isAwaited() {
        return written;
    }

    boolean isOver() {
        return over;
    }

    void add(MemoryRow row, Runnable effect) {
        row.lockedBy = this;
        rows.add(row);
        effects.add(effect);
    }

    /** Told when it is decided, however. */
    void atEnd(Runnable decided) {
        this.decided = decided;
    }

    void end() {
        if (over) {
            return;
        }
        rows.forEach(row -> row.lockedBy = null);
        if (commits) {
            effects.forEach(Runnable::run);
        }
        rows.clear();
        effects.clear();
        over = true;
        decided.run();
    }
}
