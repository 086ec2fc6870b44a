package dev.tributary.server.console;

import dev.tributary.server.account.Account;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.conversion.Conversions;
import dev.tributary.server.conversion.DayFigure;
import dev.tributary.server.order.Orders;
import dev.tributary.server.order.Sources;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.topic.TopicDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what the overview shows: today, in the account's zone, and the newest events. */
@Component
class Overview {
    private static final int EVENTS = 12;
    private static final int MOST_WEBHOOKS = 500;

    private final Conversions conversions;
    private final Orders orders;
    private final Sources sources;
    private final Affiliates affiliates;
    private final Webhooks webhooks;
    private final InstantSource clock;

    Overview(
            Conversions conversions,
            Orders orders,
            Sources sources,
            Affiliates affiliates,
            Webhooks webhooks,
            InstantSource clock) {
        this.conversions = conversions;
        this.orders = orders;
        this.sources = sources;
        this.affiliates = affiliates;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    List<DayFigure> today(Account account) {
        return conversions.figures(account.id(), midnight(account, 0), midnight(account, 1));
    }

    long ordersToday(Account account) {
        return orders.count(account.id(), midnight(account, 0));
    }

    List<EventRow> newest(Account account) {
        return webhooks.feed().newest(account.id(), EVENTS).stream()
                .map(event -> EventRow.of(event, label(event.topic())))
                .toList();
    }

    /** Webhooks that don't do what they are for: not active, or failing. */
    List<WebhookRow> troubled(Account account) {
        if (!webhooks.endpoints().enabledFor(account.id())) {
            return List.of();
        }
        List<Endpoint> endpoints = endpoints(account);
        ReadHealth health = ReadHealth.of(
                webhooks, account.id(), endpoints.stream().map(Endpoint::id).toList());
        return endpoints.stream()
                .map(endpoint -> WebhookRow.of(endpoint, webhooks.topics(), health.of(endpoint)))
                .filter(WebhookRow::isTroubled)
                .toList();
    }

    FirstSteps steps(Account account) {
        boolean on = webhooks.endpoints().enabledFor(account.id());
        return new FirstSteps(
                affiliates.any(account.id()),
                sources.any(account.id()) || orders.any(account.id()),
                on && !endpoints(account).isEmpty(),
                on);
    }

    private List<Endpoint> endpoints(Account account) {
        return webhooks.endpoints().list(account.id(), Optional.empty(), MOST_WEBHOOKS);
    }

    private String label(String type) {
        return webhooks.topics()
                .find(type)
                .map(TopicDefinition::topic)
                .map(topic -> topic.label())
                .orElse(type);
    }

    private Instant midnight(Account account, int daysLater) {
        return LocalDate.ofInstant(clock.instant(), account.zone())
                .plusDays(daysLater)
                .atStartOfDay(account.zone())
                .toInstant();
    }
}
