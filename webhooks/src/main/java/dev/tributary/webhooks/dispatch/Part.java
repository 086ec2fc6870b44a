package dev.tributary.webhooks.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * A node's part of what an endpoint allows the whole installation. The parts of all nodes add up to the whole. What can't
 * be divided goes to the nodes that weigh most for the endpoint (rendezvous hashing): it changes hands only where its
 * owner goes, or somebody weightier comes, and whoever counts more nodes than there are takes no more than its due.
 *
 * @param self this node
 * @param nodes those that share, this one among them; empty while it does not know, and sends nothing
 */
record Part(UUID self, List<UUID> nodes) {
    private static final UUID SOMEBODY = new UUID(0, 0);

    /** Of a node that knows of no share: it sends nothing. */
    static final Part NONE = new Part(SOMEBODY, List.of());

    /** Of one that is alone. */
    static final Part ALL = new Part(SOMEBODY, List.of(SOMEBODY));

    Part {
        nodes = List.copyOf(nodes);
    }

    static Part among(Collection<UUID> nodes, UUID self) {
        return new Part(self, List.copyOf(nodes));
    }

    /** Whether it may send nothing. */
    boolean isNone() {
        return nodes.isEmpty();
    }

    /** Whether others have parts. */
    boolean hasOthers() {
        return nodes.size() > 1;
    }

    /**
     * Its slots.
     *
     * @param whole slots over the whole installation
     * @param salt the same on all nodes for the same endpoint
     */
    int of(int whole, int salt) {
        if (isNone()) {
            return 0;
        }
        int left = whole % nodes.size();
        return whole / nodes.size() + (left > 0 && isAmongFirst(left, salt) ? 1 : 0);
    }

    /**
     * The time between its starts.
     *
     * @param nanos that of the whole installation
     * @param slots over the whole installation: nodes without any start nothing, and leave their part to the others
     */
    long spacing(long nanos, int slots) {
        return nanos * Math.clamp(nodes.size(), 1, slots);
    }

    private boolean isAmongFirst(int most, int salt) {
        long own = weight(self, salt);
        int before = 0;
        for (UUID node : nodes) {
            long other = weight(node, salt);
            before += other > own || (other == own && node.compareTo(self) > 0) ? 1 : 0;
        }
        return before < most;
    }

    /** Every node comes to the same: it must not change from one version to the next. The mixing is MurmurHash3's. */
    private static long weight(UUID node, int salt) {
        return mix(node.getMostSignificantBits() ^ mix(node.getLeastSignificantBits() ^ mix(salt)));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51_afd7_ed55_8ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
