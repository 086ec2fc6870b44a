package dev.tributary.bench;

import java.util.Optional;

/**
 * A scenario's figures.
 *
 * @param bare the client alone, in turns with the engine
 * @param paced what was published while the latency was measured
 */
record Comparison(Plan.Scenario scenario, Round engine, Optional<Round> bare, Latency latency, Round paced) {
    /** The engine's rate as a part of the bare client's. */
    Optional<Double> ratio() {
        return bare.map(client -> engine.perSecond() / client.perSecond());
    }

    /** Whether the receiver counted every id, the bare client's too. */
    boolean isComplete() {
        return engine.lost() == 0
                && paced.lost() == 0
                && bare.filter(client -> client.lost() != 0).isEmpty();
    }
}
