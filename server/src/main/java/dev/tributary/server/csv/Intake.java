package dev.tributary.server.csv;

import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;

/** What comes in by CSV. Implemented by the feature that owns it. */
public interface Intake {
    /** Its name in the API, such as {@code affiliates}. */
    String kind();

    /** The columns that it knows, in the order in which they are offered. */
    List<CsvColumn> columns();

    /** Whether columns named {@code custom:…} hold answers to custom fields. */
    default boolean takesCustomFields() {
        return false;
    }

    /** The column whose value neighbouring rows share if they are parts of one thing, as lines of an order are. */
    default Optional<String> groupedBy() {
        return Optional.empty();
    }

    /** What may stand in a file once only, such as {@code id 100001}; a second row with it is refused. */
    List<String> marks(CsvRow row);

    /** How many things are taken in one transaction. */
    int atOnce();

    /**
     * Whether what becomes of a thing may follow from those above it, so that it is best foreseen by taking them, all in a
     * transaction that is undone.
     */
    default boolean buildsOnRowsAbove() {
        return false;
    }

    /**
     * Takes one thing, inside a transaction.
     *
     * @param rows one, or those of a group
     * @return what became of it, or, in a pass that does not write, what would
     * @throws dev.tributary.server.api.Problem for what can't be taken, by our names of the columns; in a pass that
     *     writes the transaction is to be undone then
     */
    RowResult take(AccountId account, List<CsvRow> rows, Pass pass);
}
