package dev.tributary.bench;

/**
 * The server's start-up and memory.
 *
 * @param cold on an empty data folder: PostgreSQL unpacked, its cluster and every table made
 * @param warm on the same folder again
 * @param cached whether the cache of loaded classes was there
 */
record StartFigures(Start cold, Start warm, boolean cached) {
    /**
     * One start.
     *
     * @param seconds from the start of the process until {@code /readyz} answers 200
     * @param engineMegabytes resident memory of the JVM then
     * @param postgresMegabytes of PostgreSQL's processes, shared pages counted once
     */
    record Start(double seconds, double engineMegabytes, double postgresMegabytes) {}
}
