package dev.tributary.server.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;

/** Tells on the terminal what happens, a line each: an event, the delivery's answer, the request as it was caught. */
final class Story {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;
    private final ZoneId zone;

    Story(PrintStream out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    void event(JsonNode event) {
        JsonNode data = event.path("data");
        String what = describe(data);
        line(
                event,
                "timestamp",
                "event",
                "%-26s %-20s %s".formatted(text(event, "type"), text(event, "subject"), what));
    }

    void delivery(JsonNode delivery) {
        String answer = delivery.path("last_status_code").isNumber()
                ? "answered " + delivery.path("last_status_code").asInt()
                : text(delivery, "last_outcome");
        line(
                delivery,
                "finished_at",
                "delivery",
                "%-26s %-20s %s, attempt %d"
                        .formatted(
                                text(delivery, "topic"),
                                text(delivery, "status"),
                                answer,
                                delivery.path("attempts").asInt()));
    }

    void caught(JsonNode request) {
        JsonNode signature = request.path("signature");
        String judged = signature.path("valid").asBoolean(false) ? "signature valid" : "signature NOT valid";
        line(
                request,
                "received_at",
                "caught",
                "%-26s %-20s %d bytes, %s"
                        .formatted(
                                request.path("headers").path("Tributary-Topic").asString(""),
                                request.path("headers").path("Refersion-Topic").asString(""),
                                request.path("body_bytes").asInt(),
                                judged));
    }

    void say(String text) {
        out.println(text);
    }

    private static String describe(JsonNode data) {
        String status = text(data, "status");
        if (data.has("commission_total")) {
            return "%s, %s %s for %s %s"
                    .formatted(
                            status,
                            text(data, "commission_total"),
                            text(data, "currency"),
                            text(data.path("affiliate"), "first_name"),
                            text(data.path("affiliate"), "last_name"));
        }
        if (data.has("payment_total")) {
            return "%s %s by %s for %d conversions"
                    .formatted(
                            text(data, "payment_total"),
                            text(data, "currency"),
                            text(data, "payment_method"),
                            data.path("total_conversions").asInt());
        }
        return data.has("trigger")
                ? text(data, "type") + " " + text(data, "trigger")
                : "%s %s, %s".formatted(text(data, "first_name"), text(data, "last_name"), status);
    }

    private void line(JsonNode from, String timeField, String kind, String text) {
        String time = from.path(timeField).asString("");
        String shown =
                time.isEmpty() ? "        " : TIME.format(Instant.parse(time).atZone(zone));
        out.printf("%s  %-9s %s%n", shown, kind, text.stripTrailing());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
