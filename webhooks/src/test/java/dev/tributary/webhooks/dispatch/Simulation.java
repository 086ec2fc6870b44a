package dev.tributary.webhooks.dispatch;

import java.time.Duration;
import java.util.List;

/**
 * A life of a few nodes, all of it decided by one seed: what is published, how receivers answer, what the database
 * refuses, who freezes, dies and comes, and what runs next. The classes are those of production; time, threads and
 * tables are not. After the storm comes a calm, at whose end nothing may be left undone.
 */
final class Simulation {
    private static final int ACTIONS = 250;
    private static final int TOLD = 40;
    /** A little longer than any webhook's deadline here. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(16);

    /** What is taken away from the engine, to see that it is missed. */
    enum Without {
        NOTHING,
        TOKEN_CHECK,
        LEASE_TIME_CHECK,
        ORDER_GUARD,
        WAIT_OF_NEWCOMERS
    }

    private Simulation() {}

    /**
     * Lives one life.
     *
     * @throws Violation with the seed and what happened last, where something did that must not
     */
    static void run(long seed, Without without) {
        try {
            live(new SimulatedWorld(seed, settings(without), false), without);
        } catch (Violation | RuntimeException e) {
            Violation violation = new Violation(
                    "seed " + seed + ": " + e.getMessage() + "\n  " + String.join("\n  ", last(trace(seed, without)))
                            + "\nto be kept in kept-seeds.txt:\n# " + firstLine(e) + "\n" + seed);
            violation.initCause(e);
            throw violation;
        }
    }

    /** All that happens in a life. */
    static List<String> trace(long seed, Without without) {
        SimulatedWorld world = new SimulatedWorld(seed, settings(without), true);
        try {
            live(world, without);
        } catch (Violation | RuntimeException e) {
            world.note("end", e::getMessage);
        }
        return world.trace();
    }

    private static void live(SimulatedWorld world, Without without) {
        world.store.checksToken = without != Without.TOKEN_CHECK;
        world.store.guardsOrder = without != Without.ORDER_GUARD;
        world.store.newcomersWait = without != Without.WAIT_OF_NEWCOMERS;
        Storm storm = new Storm(world);
        for (int i = 0; i < ACTIONS; i++) {
            storm.act();
        }
        storm.end();
        new Calm(world).run();
        storm.end();
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static List<String> last(List<String> trace) {
        return trace.subList(Math.max(0, trace.size() - TOLD), trace.size());
    }

    private static DispatchSettings settings(Without without) {
        DispatchSettings d = DispatchSettings.defaults();
        Duration margin =
                without == Without.LEASE_TIME_CHECK ? d.lease().negated().multipliedBy(1000) : d.margin();
        return d.withAttempts(LONGEST_ATTEMPT, margin).withSizes(6, 30, 12, 4);
    }
}
