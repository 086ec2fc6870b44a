package dev.tributary.server.console;

import dev.tributary.server.page.Choice;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Signing;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.transport.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a webhook's form that most people leave alone. The engine judges what they say. */
public final class AdvancedFields {
    /** What the form calls each field, for the list of errors above it. */
    public static final Map<String, String> LABELS = Map.of(
            "headers", "Headers",
            "rate_per_second", "Rate",
            "max_in_flight", "Requests at once",
            "timeout_seconds", "Deadline",
            "schedule", "Retries",
            "signing", "Signature",
            "secret", "Secret");

    private static final int LONGEST_HEADERS = 50_000;
    private static final int LONGEST_SECRET = 500;

    private AdvancedFields() {}

    static void show(EndpointSettings settings, Map<String, List<String>> values) {
        values.put("headers", List.of(lines(settings.headers())));
        values.put(
                "rate_per_second",
                List.of(settings.ratePerSecond().map(String::valueOf).orElse("")));
        values.put("max_in_flight", List.of(String.valueOf(settings.maxInFlight())));
        values.put("timeout_seconds", List.of(String.valueOf(settings.timeoutSeconds())));
        values.put("schedule", List.of(settings.schedule().orElse("")));
        values.put("ordered", List.of(String.valueOf(settings.ordered())));
        values.put("signing", List.of(settings.signing().text()));
    }

    /** Takes what was sent without judging it, to show it again. A secret is never shown again. */
    static void take(Sent sent) {
        sent.lines("headers", LONGEST_HEADERS);
        Stream.of("rate_per_second", "max_in_flight", "timeout_seconds", "schedule", "signing")
                .forEach(name -> sent.text(name, 20));
        sent.boxes("ordered");
    }

    /** What was sent of them, over what was chosen; a form without them leaves them as they are. */
    static EndpointSettings read(Sent sent, EndpointSettings chosen) {
        if (!sent.has("max_in_flight")) {
            return chosen;
        }
        String schedule = sent.text("schedule", 20);
        return chosen.withRate(whole(sent, "rate_per_second"))
                .withMaxInFlight(whole(sent, "max_in_flight").orElse(EndpointSettings.DEFAULT_MAX_IN_FLIGHT))
                .withTimeoutSeconds(whole(sent, "timeout_seconds").orElse(EndpointSettings.DEFAULT_TIMEOUT_SECONDS))
                .withSigning(signing(sent))
                .withOrdered(sent.isTicked("ordered"))
                .withSchedule(Optional.of(schedule).filter(name -> !name.isEmpty()))
                .withHeaders(headers(sent));
    }

    /** The owner's own secret, where one was given. */
    static Optional<String> secret(Sent sent) {
        return Optional.of(sent.hidden("secret", LONGEST_SECRET)).filter(secret -> !secret.isEmpty());
    }

    static List<Choice> schedules(Schedules schedules) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("", "As the installation does: " + attempts(schedules, Optional.empty())));
        schedules.named().keySet().stream()
                .sorted()
                .map(name -> Choice.of(name, name + ": " + attempts(schedules, Optional.of(name))))
                .forEach(choices::add);
        return choices;
    }

    private static String attempts(Schedules schedules, Optional<String> name) {
        return schedules.of(name).attempts() + " attempts";
    }

    private static Optional<Integer> whole(Sent sent, String name) {
        String text = sent.text(name, 20);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,9}")) {
            sent.error(name, "must be a whole number");
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text));
    }

    private static Signing signing(Sent sent) {
        String text = sent.text("signing", 20);
        return Arrays.stream(Signing.values())
                .filter(signing -> signing.text().equals(text))
                .findFirst()
                .orElse(Signing.HMAC);
    }

    private static List<Header> headers(Sent sent) {
        List<Header> headers = new ArrayList<>();
        Consumer<String> add = line -> {
            int colon = line.indexOf(':');
            if (colon < 1) {
                sent.error("headers", "must be lines such as X-Shop: hats");
            } else {
                headers.add(new Header(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        };
        sent.lines("headers", LONGEST_HEADERS)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(add);
        return headers;
    }

    private static String lines(List<Header> headers) {
        return headers.stream()
                .map(header -> header.name() + ": " + header.value())
                .collect(Collectors.joining("\n"));
    }
}
