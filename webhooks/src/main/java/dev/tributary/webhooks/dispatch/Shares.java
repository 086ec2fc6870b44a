package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.dispatch.NodeRows.Seen;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whom a node shares with. Whoever has something under way is counted by all others that have, so that all parts together
 * are never more than the whole, whoever comes, goes, dies or freezes, and in whatever order the nodes hear of it:
 *
 * <ul>
 *   <li>Who is seen is counted at once, and this node's part shrinks. When all that it has under way is within that part,
 *       it says so in its own row.
 *   <li>A newcomer sends when all others have said so; or after a time in which every one of them must have seen it, and
 *       what it had begun before is over.
 *   <li>Who has left, or was silent for so long that nothing of it can be under way, is counted until this node has taken
 *       back its word, and has looked again after that: who comes back may have read it in between.
 * </ul>
 */
final class Shares {
    private final UUID self;
    private final long settleNanos;
    private final Set<UUID> counted = new HashSet<>();
    private final Set<UUID> promised = new HashSet<>();
    /** At least those whom this node's row names, whatever became of the last try to write it. */
    private final Set<UUID> written = new HashSet<>();

    private Set<UUID> alive = Set.of();
    private boolean settled;
    private long appearedAt;

    /**
     * Of a node that has none yet.
     *
     * @param settle from when the others see a node, after this time each of them counts it, and what it began before
     *     that is over
     */
    Shares(UUID self, Duration settle) {
        this.self = self;
        this.settleNanos = settle.toNanos();
    }

    /** Begins anew: the others may have ceased to count this node. */
    Part begin() {
        settled = false;
        return Part.NONE;
    }

    /** From now on the others see it. */
    void appeared(long nanos) {
        settled = false;
        appearedAt = nanos;
    }

    /**
     * What may be used from now on.
     *
     * @param rows of all nodes, read after this one's was written
     */
    Part follow(List<Seen> rows, long nanos) {
        List<Seen> others = rows.stream()
                .filter(row -> row.alive() && !row.id().equals(self))
                .toList();
        alive = others.stream().map(Seen::id).collect(Collectors.toUnmodifiableSet());
        counted.addAll(alive);
        counted.removeIf(this::isForgotten);
        promised.retainAll(alive);
        settled |= nanos - appearedAt > settleNanos
                || others.stream().allMatch(row -> row.counts().contains(self));
        Set<UUID> all = new HashSet<>(counted);
        all.add(self);
        return settled ? Part.among(all, self) : Part.NONE;
    }

    /** All that this node has under way is within its part. */
    void within() {
        promised.addAll(alive);
    }

    /** Whom its row is about to name. */
    Set<UUID> writing() {
        written.addAll(promised);
        return Set.copyOf(promised);
    }

    /** Its row names them. */
    void wrote(Set<UUID> named) {
        written.retainAll(named);
    }

    /** Whether looking once more shows who is to be counted no longer. */
    boolean isOutdated() {
        return counted.stream().anyMatch(this::isForgotten);
    }

    private boolean isForgotten(UUID node) {
        return !alive.contains(node) && !written.contains(node);
    }
}
