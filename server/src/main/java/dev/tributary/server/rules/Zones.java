package dev.tributary.server.rules;

import dev.tributary.server.page.Choice;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Time zones by the names that people know. */
final class Zones {
    private static final String UTC = "UTC";
    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

    private Zones() {}

    static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? UTC : zone.getId();
    }

    static Optional<ZoneId> find(String name) {
        if (name.equals(UTC)) {
            return Optional.of(ZoneOffset.UTC);
        }
        return KNOWN.contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }

    /** UTC, the places, and the current one whatever it is. */
    static List<Choice> choices(String current) {
        List<String> names = new ArrayList<>(KNOWN.stream()
                .filter(name -> name.contains("/") && !name.startsWith("Etc/") && !name.startsWith("SystemV/"))
                .sorted()
                .toList());
        names.addFirst(UTC);
        if (!names.contains(current) && find(current).isPresent()) {
            names.addFirst(current);
        }
        return names.stream().map(name -> Choice.of(name, name)).toList();
    }
}
