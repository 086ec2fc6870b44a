package dev.tributary.server.moving;

import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.Export;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that can be had as a file. */
@Component
class Exports {
    private static final List<String> ORDER =
            List.of("offers", "affiliates", "triggers", "conversions", "orders", "payments", "clicks");

    private final Map<String, Export> byKind;

    Exports(List<Export> all) {
        Map<String, Export> found = new LinkedHashMap<>();
        ORDER.forEach(
                kind -> all.stream().filter(one -> one.kind().equals(kind)).forEach(one -> found.put(kind, one)));
        all.forEach(one -> found.putIfAbsent(one.kind(), one));
        this.byKind = Collections.unmodifiableMap(found);
    }

    List<String> kinds() {
        return List.copyOf(byKind.keySet());
    }

    /**
     * One of them.
     *
     * @throws Problem 404 if there is none of this name
     */
    Export get(String kind) {
        @Nullable Export export = byKind.get(kind);
        if (export == null) {
            throw Problem.notFound("such export: there are " + String.join(", ", kinds()));
        }
        return export;
    }
}
