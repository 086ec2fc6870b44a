package dev.tributary.server.order;

import dev.tributary.server.api.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Shopify told of one order: all of it once, and since then some fields alone. What comes of it does not depend on
 * the order in which the messages came.
 *
 * @param whole the message that told all
 * @param parts newer ones, oldest first; none whose every field a newer one tells again
 */
record ShopifyParts(JsonNode whole, List<Part> parts) {
    /** As many as one order ever keeps. */
    private static final int MOST = 50;

    private static final String CHANGED = "updated_at";
    private static final Set<String> IN_ALL = Set.of("id", CHANGED, "admin_graphql_api_id");
    private static final List<String> BROUGHT =
            List.of("discount_codes", "landing_site", "note_attributes", "cart_token", "checkout_token");
    private static final List<String> BUYER = List.of("email", "contact_email", "customer");
    private static final Comparator<Part> BY_AGE =
            Comparator.comparing(Part::at).thenComparing(Part::key, Arrays::compareUnsigned);

    /** A message with some fields alone. One that does not say when it was so follows what came before it. */
    @SuppressWarnings("ArrayRecordComponent") // kept as evidence; compared by its bytes alone
    record Part(Instant at, byte[] raw, ObjectNode fields) {
        private static final byte[] LAST = {(byte) 0xff};

        /** No JSON begins so: of the same time those without one stand last, as they came. */
        private byte[] key() {
            return fields.has(CHANGED) ? raw : LAST;
        }
    }

    static ShopifyParts of(byte[] raw, List<byte[]> partial) {
        JsonNode whole = Json.read(raw);
        Instant told = time(whole).orElse(Instant.EPOCH);
        List<Part> newer = new ArrayList<>();
        Instant latest = told;
        for (byte[] message : partial) {
            if (Json.read(message) instanceof ObjectNode fields) {
                Instant at = time(fields).orElse(latest);
                latest = at.isAfter(latest) ? at : latest;
                if (at.isAfter(told) || !fields.has(CHANGED)) {
                    newer.add(new Part(at, message, fields));
                }
            }
        }
        newer.sort(BY_AGE);
        return new ShopifyParts(whole, telling(newer));
    }

    /** The order as all of them have it. */
    JsonNode together() {
        if (!(whole instanceof ObjectNode known)) {
            return whole;
        }
        ObjectNode all = known.deepCopy();
        parts.forEach(part -> all.setAll(part.fields()));
        return all;
    }

    /** When the whole message was so, as it says. */
    Instant told(Instant created) {
        return time(whole).orElse(created);
    }

    List<byte[]> newer() {
        return parts.stream().map(Part::raw).toList();
    }

    /**
     * A message with some fields alone, with the rest of the order but for what tells who brought the customer: that is
     * its own. Empty where it tells nothing of that, or not when it was so.
     *
     * @param raw a message that told all
     */
    static Optional<JsonNode> alone(byte[] raw, JsonNode part) {
        boolean tells = part.has(CHANGED)
                && Stream.concat(BROUGHT.stream(), BUYER.stream()).anyMatch(part::has);
        return tells && part instanceof ObjectNode fields && Json.read(raw) instanceof ObjectNode whole
                ? Optional.of(whole.remove(BROUGHT).setAll(fields))
                : Optional.empty();
    }

    private static List<Part> telling(List<Part> sorted) {
        Set<String> told = new HashSet<>(IN_ALL);
        List<Part> telling = new ArrayList<>();
        for (Part part : sorted.reversed()) {
            List<String> fields =
                    part.fields().properties().stream().map(Map.Entry::getKey).toList();
            boolean newest = telling.isEmpty();
            if (telling.size() < MOST && (told.addAll(fields) || newest)) {
                telling.addFirst(part);
            }
        }
        return List.copyOf(telling);
    }

    private static Optional<Instant> time(JsonNode message) {
        return new ShopNode("", message).time(CHANGED);
    }
}
