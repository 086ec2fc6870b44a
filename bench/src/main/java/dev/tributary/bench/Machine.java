package dev.tributary.bench;

import java.lang.management.ManagementFactory;

/**
 * What the figures were measured on.
 *
 * @param load mean number of runnable tasks over the minute before the first round: above 1 something else was running
 */
record Machine(String system, int processors, String java, double load) {
    static Machine here() {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
