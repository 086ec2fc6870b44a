package dev.tributary.server.affiliate;

import dev.tributary.server.page.Filters;
import java.util.Map;
import java.util.Optional;

/**
 * Which affiliates somebody looks for.
 *
 * @param words how the name, last name or e-mail address begins, or a whole code or number; empty for all
 */
record AffiliateSearch(Optional<AffiliateStatus> status, Optional<Long> offer, String words) {

    /** Reads the list's parameters; a value that can't be one is a 400 that names the parameter. */
    static AffiliateSearch of(Map<String, String> query) {
        return new AffiliateSearch(
                SearchTerms.choice(query, "status", AffiliateStatus.ALL),
                SearchTerms.number(query, "offer"),
                SearchTerms.words(query, "q"));
    }

    /** The number that the words may be. */
    Optional<Long> number() {
        return words.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(words)) : Optional.empty();
    }

    Filters filters() {
        return Filters.at(AffiliatePages.PATH)
                .with("status", status.map(Enum::name).orElse(""))
                .with("offer", offer.map(String::valueOf).orElse(""))
                .with("q", words);
    }
}
