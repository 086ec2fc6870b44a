package dev.tributary.server.csv;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes out as CSV. Implemented by the feature that owns it. */
public interface Export {
    /** Its name in the API, such as {@code affiliates}. */
    String kind();

    /**
     * Gets a file ready.
     *
     * @param query the filters of the list, as its URL has them
     * @throws dev.tributary.server.api.Problem 400 for a filter that can't be read
     */
    Sheet sheet(AccountId account, Map<String, String> query);

    /**
     * A file to be written.
     *
     * @param rows hands over row by row and keeps a page of them in memory at most
     */
    record Sheet(List<String> header, Consumer<Consumer<List<? extends @Nullable Object>>> rows) {
        public Sheet {
            header = List.copyOf(header);
        }
    }
}
