package dev.tributary.server.console;

import dev.tributary.server.catcher.Catcher;
import java.time.Instant;
import java.util.Optional;

/**
 * A request catcher in the list and at the top of its page.
 *
 * @param path of its page
 * @param name empty for none
 * @param url that it listens at
 * @param requests how many it has caught
 * @param answers what it answers, in a sentence
 */
public record CatcherRow(
        String path,
        String name,
        String url,
        long requests,
        Optional<Instant> lastAt,
        Instant createdAt,
        String answers) {
    static CatcherRow of(Catcher catcher, String url) {
        return new CatcherRow(
                TestUrls.path(catcher),
                catcher.name(),
                url,
                catcher.lastNumber(),
                catcher.lastAt(),
                catcher.createdAt(),
                AnswerWords.of(catcher));
    }

    /** Its name; where it has none, that of its kind. */
    public String title() {
        return name.isEmpty() ? "Test URL" : name;
    }
}
