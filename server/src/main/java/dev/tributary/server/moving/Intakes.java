package dev.tributary.server.moving;

import dev.tributary.server.csv.Intake;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Everything that can be brought in, in the order in which it is best brought. */
@Component
class Intakes {
    private static final List<String> ORDER = List.of("offers", "affiliates", "triggers", "conversions", "orders");

    private final Map<String, Intake> byKind;

    Intakes(List<Intake> all) {
        Map<String, Intake> found = new LinkedHashMap<>();
        ORDER.forEach(
                kind -> all.stream().filter(one -> one.kind().equals(kind)).forEach(one -> found.put(kind, one)));
        all.forEach(one -> found.putIfAbsent(one.kind(), one));
        this.byKind = Collections.unmodifiableMap(found);
    }

    /** By their names. */
    Map<String, Intake> all() {
        return byKind;
    }

    Intake get(String kind) {
        return Objects.requireNonNull(byKind.get(kind), kind);
    }
}
