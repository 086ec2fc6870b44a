package dev.tributary.webhooks;

import dev.tributary.testkit.Inbox.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was done to the nodes, and so what may have arrived twice: an attempt whose outcome was not written when its node,
 * or the database, was struck.
 *
 * @param victim a node; empty for the database, which strikes them all
 * @param from in milliseconds since 1970, as the next
 * @param to when it was over
 */
record Strike(String what, Optional<String> victim, long from, long to) {
    /** An outcome is written long before this after its request came in. */
    private static final Duration WRITTEN_WITHIN = ChaosNode.TIMEOUT.plusSeconds(2);

    /** What it was about to send when it froze goes out when it goes on, up to the attempt's deadline. */
    private static final Duration GOES_OUT_WITHIN = ChaosNode.TIMEOUT;

    private boolean explains(Arrived first) {
        return victim.filter(name -> !name.equals(first.sender())).isEmpty()
                && first.millis() >= from - WRITTEN_WITHIN.toMillis()
                && first.millis() <= to + GOES_OUT_WITHIN.toMillis();
    }

    /**
     * The same attempt more than once, by what explains it; what nothing explains stands under {@code unexplained}.
     *
     * @param still nodes that say that they stood still past a deadline, as on a busy machine: what came of that attempt
     *     they can't know, charge nothing, and send again themselves
     */
    static Map<String, List<Arrived>> explain(List<Arrived> all, List<Strike> strikes, Set<String> still) {
        Map<String, List<Arrived>> repeats = new LinkedHashMap<>();
        strikes.forEach(strike -> repeats.put(strike.what(), new ArrayList<>()));
        repeats.put("unexplained", new ArrayList<>());
        all.stream()
                .collect(Collectors.groupingBy(one -> one.delivery() + " " + one.attempt()))
                .values()
                .forEach(same -> {
                    List<Arrived> sorted = same.stream()
                            .sorted(Comparator.comparingLong(Arrived::millis))
                            .toList();
                    for (int i = 1; i < sorted.size(); i++) {
                        Arrived first = sorted.get(i - 1);
                        boolean again = sorted.get(i).sender().equals(first.sender()) && still.contains(first.sender());
                        repeats.computeIfAbsent(why(first, strikes, again), _ -> new ArrayList<>())
                                .add(first);
                    }
                });
        return repeats;
    }

    private static String why(Arrived first, List<Strike> strikes, boolean still) {
        return strikes.stream()
                .filter(strike -> strike.explains(first))
                .map(Strike::what)
                .findFirst()
                .orElse(still ? "stood still" : "unexplained");
    }
}
