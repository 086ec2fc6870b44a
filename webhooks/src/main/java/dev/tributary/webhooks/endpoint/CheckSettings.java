package dev.tributary.webhooks.endpoint;

import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.AddressPolicy;
import dev.tributary.webhooks.transport.RefusedTarget;
import dev.tributary.webhooks.transport.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Judges what an owner asked for: every fault with the field and the fix, not only the first. */
final class CheckSettings {
    private static final int MAX_TOPICS = 100;

    private final TopicCatalogue topics;
    private final AddressPolicy policy;
    private final Schedules schedules;

    CheckSettings(TopicCatalogue topics, AddressPolicy policy, Schedules schedules) {
        this.topics = topics;
        this.policy = policy;
        this.schedules = schedules;
    }

    /**
     * Judges all settings.
     *
     * @param urlChanged whether to judge the URL; one that was accepted before is judged at each connect anyway
     */
    void check(EndpointSettings settings, boolean urlChanged) {
        List<InvalidEndpoint.Fault> faults = new ArrayList<>();
        if (urlChanged) {
            checkUrl(settings.url(), faults);
        }
        checkTopics(settings, faults);
        checkNumbers(settings, faults);
        settings.schedule()
                .filter(name -> !schedules.named().containsKey(name))
                .ifPresent(name -> faults.add(
                        fault("schedule", "choose one of " + schedules.named().keySet() + ", or leave it out")));
        CustomHeaders.check(settings.headers()).forEach(message -> faults.add(fault("headers", message)));
        if (!faults.isEmpty()) {
            throw new InvalidEndpoint(faults);
        }
    }

    private void checkUrl(String url, List<InvalidEndpoint.Fault> faults) {
        try {
            policy.checkSave(Target.parse(url));
        } catch (RefusedTarget refused) {
            faults.add(fault("url", refused.getMessage() + " (rule: " + refused.rule() + ")"));
        }
    }

    private void checkTopics(EndpointSettings settings, List<InvalidEndpoint.Fault> faults) {
        if (settings.allTopics() == !settings.topics().isEmpty()) {
            faults.add(fault("topics", "give either a list of topics or all_topics: true"));
        }
        if (settings.topics().size() > MAX_TOPICS
                || new HashSet<>(settings.topics()).size() < settings.topics().size()) {
            faults.add(fault("topics", "name each topic once"));
        }
        for (String topic : settings.topics()) {
            if (topics.find(topic).isEmpty()) {
                faults.add(fault("topics", "unknown topic " + quoted(topic) + "; GET /api/v1/topics lists them"));
            }
        }
    }

    private static void checkNumbers(EndpointSettings settings, List<InvalidEndpoint.Fault> faults) {
        if (settings.description().length() > 500) {
            faults.add(fault("description", "at most 500 characters"));
        }
        if (settings.ratePerSecond().filter(rate -> rate < 1 || rate > 10_000).isPresent()) {
            faults.add(fault("rate_per_second", "from 1 to 10000, or null for no limit"));
        }
        if (settings.maxInFlight() < 1 || settings.maxInFlight() > 512) {
            faults.add(fault("max_in_flight", "from 1 to 512"));
        }
        if (settings.timeoutSeconds() < 1 || settings.timeoutSeconds() > 30) {
            faults.add(fault("timeout_seconds", "from 1 to 30"));
        }
    }

    private static InvalidEndpoint.Fault fault(String field, String message) {
        return new InvalidEndpoint.Fault(field, message);
    }

    private static String quoted(String text) {
        return '"' + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + '"';
    }
}
