package dev.tributary.server.affiliate;

import dev.tributary.server.page.Filters;
import java.util.Map;
import java.util.Optional;

/**
 * Which triggers somebody looks for.
 *
 * @param words how the value begins, upper-cased; empty for all
 */
record TriggerSearch(Optional<TriggerType> type, Optional<Long> affiliate, String words) {

    /** Reads the list's parameters; a value that can't be one is a 400 that names the parameter. */
    static TriggerSearch of(Map<String, String> query) {
        return new TriggerSearch(
                SearchTerms.choice(query, "type", TriggerType.BY_NAME),
                SearchTerms.number(query, "affiliate"),
                Trigger.normal(SearchTerms.words(query, "q")));
    }

    static TriggerSearch ofAffiliate(long number) {
        return new TriggerSearch(Optional.empty(), Optional.of(number), "");
    }

    Filters filters() {
        return Filters.at(TriggerPages.PATH)
                .with("type", type.map(Enum::name).orElse(""))
                .with("affiliate", affiliate.map(String::valueOf).orElse(""))
                .with("q", words);
    }
}
