package dev.tributary.server.hostile;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A body that would be accepted, spoiled in one place at a time. */
final class Mutations {
    private static final String HERE = "@@here@@";
    private static final int LONG = 70_000;

    /** What no field may take without a look, as raw JSON. */
    static final List<String> HOSTILE = List.of(
            "{}",
            "[]",
            "[{}]",
            "[1,\"a\"]",
            "null",
            "true",
            "0",
            "-1",
            "1.0005",
            "1e400",
            "99999999999999999999999999",
            "\"\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"NaN\"",
            "\"1e9999\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"<script>'\\\";--\\u202e\"",
            "\"" + "x".repeat(LONG) + "\"");

    /** The most telling of them, for bodies that are read as others are. */
    private static final List<String> FEW = List.of("{}", "[{}]", "null", "-1", "1e400", "\"a\\u0000b\"");

    private Mutations() {}

    /** As {@link #of}, with the most telling values alone: for bodies that are read as others are. */
    static List<String> few(String good, int turn) {
        return of(good, FEW, turn);
    }

    /**
     * Every member and element replaced by hostile values and left out, and an unknown member everywhere.
     *
     * @param turn 1 for every value in every place; if more, a place gets one of so many values, and so many neighbours
     *     get all of them between them
     */
    static List<String> of(String good, int turn) {
        return of(good, HOSTILE, turn);
    }

    private static List<String> of(String good, List<String> values, int turn) {
        JsonNode tree = JsonMapper.shared().readTree(good);
        List<String> templates = templates(tree);
        int step = templates.size() < turn ? 1 : turn; // a small body has too few places for turns
        List<String> bodies = new ArrayList<>();
        for (int place = 0; place < templates.size(); place++) {
            for (int value = place % step; value < values.size(); value += step) {
                bodies.add(templates.get(place).replace("\"" + HERE + "\"", values.get(value)));
            }
        }
        bodies.addAll(without(tree));
        return bodies;
    }

    /** Copies of the tree with a marker in one place. */
    private static List<String> templates(JsonNode tree) {
        List<String> found = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode old = object.path(name);
                object.put(name, HERE);
                found.add(object.toString());
                for (String inner : templates(old.deepCopy())) {
                    object.set(name, JsonMapper.shared().readTree(inner));
                    found.add(object.toString());
                }
                object.set(name, old);
            }
            ObjectNode more = object.deepCopy();
            found.add(more.put("nobody_asked", HERE).toString());
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode old = array.get(i);
                array.set(i, JsonMapper.shared().getNodeFactory().stringNode(HERE));
                found.add(array.toString());
                for (String inner : templates(old.deepCopy())) {
                    array.set(i, JsonMapper.shared().readTree(inner));
                    found.add(array.toString());
                }
                array.set(i, old);
            }
        }
        return found;
    }

    private static List<String> without(JsonNode tree) {
        return tree.propertyNames().stream()
                .map(name -> {
                    ObjectNode copy = (ObjectNode) tree.deepCopy();
                    copy.remove(name);
                    return copy.toString();
                })
                .toList();
    }
}
