package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.transport.Header;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an owner can set and change on a webhook.
 *
 * @param url as the merchant typed it; at most 2048 characters
 * @param description at most 500 characters, "" for none
 * @param allTopics every topic that its format implies; then {@code topics} is empty
 * @param topics topic types, at least one unless {@code allTopics}
 * @param ordered whether events of one subject arrive in order, each after its predecessor is settled
 * @param ratePerSecond events a second over the whole installation, 1–10,000; empty for no limit
 * @param maxInFlight requests under way at once over the whole installation, 1–512
 * @param timeoutSeconds for one attempt, everything together, 1–30
 * @param schedule a named retry schedule; empty for the installation's
 * @param headers the merchant's own headers, none of them reserved
 */
public record EndpointSettings(
        String url,
        String description,
        Format format,
        boolean allTopics,
        List<String> topics,
        Signing signing,
        boolean ordered,
        Optional<Integer> ratePerSecond,
        int maxInFlight,
        int timeoutSeconds,
        Optional<String> schedule,
        List<Header> headers) {

    public static final int DEFAULT_MAX_IN_FLIGHT = 32;
    public static final int DEFAULT_TIMEOUT_SECONDS = 15;

    public EndpointSettings {
        topics = List.copyOf(topics);
        headers = List.copyOf(headers);
    }

    /** All Topics in the classic format, everything else as it is by default. */
    public static EndpointSettings forUrl(String url) {
        return new EndpointSettings(
                url,
                "",
                Format.CLASSIC,
                true,
                List.of(),
                Signing.HMAC,
                false,
                Optional.empty(),
                DEFAULT_MAX_IN_FLIGHT,
                DEFAULT_TIMEOUT_SECONDS,
                Optional.empty(),
                List.of());
    }

    public EndpointSettings withUrl(String other) {
        return with(d -> d.url = other);
    }

    public EndpointSettings withDescription(String other) {
        return with(d -> d.description = other);
    }

    public EndpointSettings withFormat(Format other) {
        return with(d -> d.format = other);
    }

    /** The same with these topics, or with all; which of the two goes with which is judged where they are stored. */
    public EndpointSettings withTopics(boolean all, List<String> others) {
        return with(d -> {
            d.allTopics = all;
            d.topics = others;
        });
    }

    public EndpointSettings withSigning(Signing other) {
        return with(d -> d.signing = other);
    }

    public EndpointSettings withOrdered(boolean order) {
        return with(d -> d.ordered = order);
    }

    public EndpointSettings withRate(Optional<Integer> perSecond) {
        return with(d -> d.ratePerSecond = perSecond);
    }

    public EndpointSettings withMaxInFlight(int most) {
        return with(d -> d.maxInFlight = most);
    }

    public EndpointSettings withTimeoutSeconds(int seconds) {
        return with(d -> d.timeoutSeconds = seconds);
    }

    public EndpointSettings withSchedule(Optional<String> named) {
        return with(d -> d.schedule = named);
    }

    public EndpointSettings withHeaders(List<Header> others) {
        return with(d -> d.headers = others);
    }

    private EndpointSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settled();
    }

    /** All of them, to be changed one by one. */
    private static final class Draft {
        String url;
        String description;
        Format format;
        boolean allTopics;
        List<String> topics;
        Signing signing;
        boolean ordered;
        Optional<Integer> ratePerSecond;
        int maxInFlight;
        int timeoutSeconds;
        Optional<String> schedule;
        List<Header> headers;

        Draft(EndpointSettings from) {
            url = from.url;
            description = from.description;
            format = from.format;
            allTopics = from.allTopics;
            topics = from.topics;
            signing = from.signing;
            ordered = from.ordered;
            ratePerSecond = from.ratePerSecond;
            maxInFlight = from.maxInFlight;
            timeoutSeconds = from.timeoutSeconds;
            schedule = from.schedule;
            headers = from.headers;
        }

        EndpointSettings settled() {
            return new EndpointSettings(
                    url,
                    description,
                    format,
                    allTopics,
                    topics,
                    signing,
                    ordered,
                    ratePerSecond,
                    maxInFlight,
                    timeoutSeconds,
                    schedule,
                    headers);
        }
    }
}
