package dev.tributary.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured.
 *
 * @param endpoints numbers of webhooks, one scenario for each
 * @param batch events in one transaction
 * @param publishers threads that publish
 * @param inFlight requests under way at once, in the engine and in the bare loop
 * @param rounds of each kind, in turns
 * @param length of a round
 * @param body bytes of a body, about
 * @param top how many of PostgreSQL's dearest statements to show
 */
record Plan(
        List<Integer> endpoints,
        int batch,
        int publishers,
        int inFlight,
        int rounds,
        Duration length,
        int body,
        int top) {
    /** The webhooks' limits are set so that together they allow exactly this many, as the bare loop has. */
    private static final int MOST_PER_ENDPOINT = 512;

    Plan {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty() || endpoints.stream().anyMatch(n -> n < 1 || n > 10_000)) {
            throw new IllegalArgumentException("--endpoints takes numbers from 1 to 10000");
        }
        if (batch < 1
                || publishers < 1
                || inFlight < 1
                || rounds < 1
                || length.toMillis() < 1
                || body < 64
                || top < 0) {
            throw new IllegalArgumentException("every number must be positive, and a body has at least 64 bytes");
        }
    }

    /**
     * One thing to measure.
     *
     * @param batch events in one transaction
     * @param bare whether the bare client runs in turns with the engine
     */
    record Scenario(int endpoints, int batch, boolean bare) {}

    /** Every number of webhooks in batches; and the last once more with a transaction for each event, as shops make them. */
    List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        endpoints.forEach(number -> all.add(new Scenario(number, batch, true)));
        if (batch > 1) {
            all.add(new Scenario(endpoints.getLast(), 1, false));
        }
        return all;
    }

    int inFlightPerEndpoint(int endpoints) {
        return Math.min(MOST_PER_ENDPOINT, Math.ceilDiv(inFlight, endpoints));
    }

    /** Events published and not yet arrived: enough to keep everything busy, few enough to fit into one webhook's lane. */
    int window() {
        return Math.max(1500, batch * publishers);
    }
}
