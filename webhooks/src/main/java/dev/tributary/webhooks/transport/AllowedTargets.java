package dev.tributary.webhooks.transport;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the operator's list of exact origins that the address policy lets through. */
public final class AllowedTargets {
    private AllowedTargets() {}

    /**
     * Reads the list.
     *
     * @param list comma-separated origins, blanks around them ignored; may be empty
     * @throws RefusedTarget naming the entry that is not an origin
     */
    public static Set<Origin> parse(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(AllowedTargets::origin)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Origin origin(String entry) {
        try {
            return Origin.parse(entry);
        } catch (RefusedTarget e) {
            throw new RefusedTarget(e.rule(), "Allowed target \"" + entry + "\": " + e.detail());
        }
    }
}
