package dev.tributary.bench;

/**
 * What the storm did.
 *
 * @param calm commit to receiver of the others' events before it
 * @param storm the same in it
 * @param due deliveries that became due at once
 * @param seconds from the call that made them due until the last had arrived
 * @param mostAtOnce requests that the one receiver had at once, at most
 * @param cap what its webhook allows
 * @param lost events that never arrived, of all but the hanging ones'
 */
record StormFigures(
        Latency calm, Latency storm, int due, double seconds, int mostAtOnce, int cap, long lost, long duplicates) {
    boolean isAsPromised() {
        return lost == 0 && mostAtOnce <= cap;
    }
}
