package dev.tributary.webhooks.dispatch;

/**
 * A node's share of what an endpoint allows the whole installation. The shares of all nodes add up to the whole: what
 * can't be divided goes to some of the nodes, to others for each endpoint.
 *
 * @param nodes how many nodes are alive; 0 while this one does not know, and sends nothing
 * @param rank of this node among them, from 0
 */
record Share(int nodes, int rank) {
    static final Share UNKNOWN = new Share(0, 0);
    static final Share ALONE = new Share(1, 0);

    /**
     * This node's slots.
     *
     * @param whole slots over the whole installation
     * @param salt the same on all nodes for the same endpoint
     */
    int of(int whole, int salt) {
        if (nodes == 0) {
            return 0;
        }
        int turn = Math.floorMod(rank - salt, nodes);
        return whole / nodes + (turn < whole % nodes ? 1 : 0);
    }

    /** The time between this node's starts, given that of the installation. */
    long spacing(long nanos) {
        return nanos * nodes;
    }
}
