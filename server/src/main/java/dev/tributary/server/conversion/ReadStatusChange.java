package dev.tributary.server.conversion;

import dev.tributary.server.api.Fields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of {@code POST /api/v1/conversions/status}. */
final class ReadStatusChange {
    private static final int MOST_IDS = 1000;
    private static final int LONGEST_REASON = 1000;
    private static final Map<String, Status> STATUSES = byName(Status.values());
    private static final Map<String, DeniedReason> REASONS = byName(DeniedReason.values());

    private ReadStatusChange() {}

    static List<Long> ids(Fields body) {
        Optional<List<Long>> ids = body.wholes("ids", MOST_IDS);
        if (!body.has("ids") || ids.filter(List::isEmpty).isPresent()) {
            body.error("ids", "must name at least one conversion");
        }
        return ids.orElse(List.of());
    }

    /** A denial without a code has {@link DeniedReason#OTHER}. */
    static StatusChange change(Fields body) {
        Optional<Status> to = body.choice("status", STATUSES);
        if (!body.has("status") || body.isNull("status")) {
            body.error("status", "is required");
        }
        Optional<DeniedReason> denied = body.choice("denied_reason_code", REASONS);
        Optional<String> reason = body.text("reason", LONGEST_REASON).filter(text -> !text.isEmpty());
        Optional<String> notes = notes(body);
        boolean denies = to.filter(Status.DENIED::equals).isPresent();
        if (denied.isPresent() && !denies) {
            body.error("denied_reason_code", "goes with the status DENIED alone");
        }
        return new StatusChange(
                to.orElse(Status.PENDING),
                denies ? denied.or(() -> Optional.of(DeniedReason.OTHER)) : denied,
                reason,
                notes);
    }

    static Optional<String> notes(Fields body) {
        return body.text("notes", LONGEST_REASON).filter(text -> !text.isEmpty());
    }

    private static <T extends Enum<T>> Map<String, T> byName(T[] values) {
        Map<String, T> names = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> names.put(value.name(), value));
        return names;
    }
}
