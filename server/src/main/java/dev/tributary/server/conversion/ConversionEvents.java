package dev.tributary.server.conversion;

import dev.tributary.server.api.Json;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.event.NewEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words the events that tell of a conversion. */
final class ConversionEvents {
    static final ConversionFields STANDARD = new ConversionFields(ConversionFields.Ids.PREFIXED);

    private ConversionEvents() {}

    /** What is told of a conversion's birth: one event, and its approval or denial where it is born so. */
    static List<NewEvent> born(AccountId account, ConversionSnapshot snapshot) {
        if (snapshot.conversion().refundOf().isPresent()) {
            return List.of(event(account, ConversionTopics.REFUNDED, snapshot, Map.of()));
        }
        return switch (snapshot.conversion().standing().status()) {
            case UNQUALIFIED -> List.of(event(account, ConversionTopics.UNQUALIFIED, snapshot, Map.of()));
            case APPROVED ->
                List.of(
                        event(account, ConversionTopics.CREATED, snapshot, Map.of()),
                        event(account, ConversionTopics.APPROVED, snapshot, born(Status.APPROVED)));
            case DENIED ->
                List.of(
                        event(account, ConversionTopics.CREATED, snapshot, Map.of()),
                        event(account, ConversionTopics.DENIED, snapshot, born(Status.DENIED)));
            case PENDING -> List.of(event(account, ConversionTopics.CREATED, snapshot, Map.of()));
        };
    }

    /** What is told of a change; going back to PENDING by hand has no topic. */
    static List<NewEvent> changed(AccountId account, Conversion before, ConversionSnapshot after) {
        return Stream.of(after.conversion().standing().status())
                .flatMap(status -> switch (status) {
                    case APPROVED -> Stream.of(ConversionTopics.APPROVED);
                    case DENIED -> Stream.of(ConversionTopics.DENIED);
                    case UNQUALIFIED -> Stream.of(ConversionTopics.UNQUALIFIED);
                    case PENDING -> Stream.<String>empty();
                })
                .map(topic -> event(account, topic, after, changes(before, after.conversion())))
                .toList();
    }

    /** The fields that differ, each with its old and new value. */
    static Map<String, List<@Nullable Object>> changes(Conversion before, Conversion after) {
        Map<String, @Nullable Object> old = comparable(before);
        Map<String, List<@Nullable Object>> changes = new LinkedHashMap<>();
        comparable(after).forEach((name, value) -> {
            if (!Objects.equals(old.get(name), value)) {
                changes.put(name, pair(old.get(name), value));
            }
        });
        return changes;
    }

    private static Map<String, @Nullable Object> comparable(Conversion conversion) {
        Conversion.Standing standing = conversion.standing();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", standing.status().name());
        fields.put("denied_reason_code", standing.deniedReason().map(Enum::name).orElse(null));
        fields.put("reason", standing.reason().orElse(null));
        fields.put("notes", standing.notes().orElse(null));
        fields.put("commission_total", conversion.worth().commission().toPlainString());
        return fields;
    }

    private static Map<String, List<@Nullable Object>> born(Status status) {
        return Map.of("status", pair(null, status.name()));
    }

    private static List<@Nullable Object> pair(@Nullable Object before, @Nullable Object after) {
        ArrayList<@Nullable Object> pair = new ArrayList<>(2);
        pair.add(before);
        pair.add(after);
        return pair;
    }

    private static NewEvent event(
            AccountId account, String topic, ConversionSnapshot snapshot, Map<String, List<@Nullable Object>> changes) {
        Map<String, @Nullable Object> data = STANDARD.of(snapshot);
        if (!changes.isEmpty()) {
            data.put("changes", changes);
        }
        return new NewEvent(
                account,
                topic,
                "conversion:" + snapshot.conversion().number(),
                Json.bytes(data),
                ClassicConversion.write(snapshot));
    }
}
