package dev.tributary.server.console;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.DeliverySearch;
import dev.tributary.webhooks.replay.ReplayScope;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * What a person asks to be sent again: ticked deliveries, all that match the filters of the list, or what was never sent.
 *
 * @param fields say the same, for the form that confirms it
 * @param wrong why there is nothing to ask, where the scope is empty
 */
record AskedReplay(Optional<ReplayScope> scope, Map<String, List<String>> fields, String wrong) {
    private static final String TICK = "delivery";
    private static final String MISSING = "missing";

    static AskedReplay read(MultiValueMap<String, String> parameters, TopicCatalogue topics) {
        List<String> ticked = parameters.getOrDefault(TICK, List.of());
        if (!ticked.isEmpty()) {
            return selection(ticked);
        }
        DeliveryQuery query = new DeliveryQuery(parameters.toSingleValueMap(), topics);
        Map<String, List<String>> fields = new LinkedHashMap<>(query.form().values());
        if (!query.isSound()) {
            return new AskedReplay(Optional.empty(), fields, "A filter can't be read: mend it first.");
        }
        DeliverySearch search = query.search();
        if (parameters.containsKey(MISSING)) {
            fields.put(MISSING, List.of("true"));
            return new AskedReplay(
                    Optional.of(new ReplayScope.Missing(
                            search.filter().topics(),
                            search.filter().since(),
                            search.filter().until())),
                    fields,
                    "");
        }
        return matching(search, fields);
    }

    private static AskedReplay selection(List<String> ticked) {
        if (ticked.size() > ReplayScope.MOST_SELECTED) {
            throw Problem.badParameter(TICK, "must be at most " + ReplayScope.MOST_SELECTED);
        }
        List<DeliveryId> ids = ticked.stream()
                .map(text -> DeliveryId.parse(text).orElseThrow(() -> Problem.notFound("such delivery")))
                .toList();
        return new AskedReplay(Optional.of(new ReplayScope.Selection(ids)), Map.of(TICK, ticked), "");
    }

    private static AskedReplay matching(DeliverySearch search, Map<String, List<String>> fields) {
        if (search.filter().event().isPresent()) {
            return new AskedReplay(
                    Optional.empty(), fields, "The deliveries of one event are few: tick those you mean.");
        }
        if (fields.isEmpty()) {
            return new AskedReplay(
                    Optional.empty(),
                    fields,
                    "Tick deliveries, or set a filter: then all that match it can be replayed.");
        }
        return new AskedReplay(
                Optional.of(new ReplayScope.Filter(
                        search.filter().states().isEmpty()
                                ? ReplayScope.Filter.UNSUCCESSFUL
                                : search.filter().states(),
                        search.filter().topics(),
                        search.filter().since(),
                        search.filter().until(),
                        search.codes(),
                        search.subject())),
                fields,
                "");
    }
}
