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
    private boolean over;

    LateCommit(boolean commits) {
        this.commits = commits;
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
