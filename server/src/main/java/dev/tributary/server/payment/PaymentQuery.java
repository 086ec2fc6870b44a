package dev.tributary.server.payment;

import dev.tributary.server.page.FilterQuery;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of the console's list of payments.
 *
 * @param url what was asked
 * @param filter what was read of it
 */
record PaymentQuery(FilterQuery url, PaymentFilter filter) {
    private static final List<String> NAMES = List.of("status", "affiliate", "method", "from", "to");

    /** Reads the query; days are those of the zone. */
    static PaymentQuery read(Map<String, String> query, ZoneId zone) {
        FilterQuery url = new FilterQuery(PaymentPages.PATH, query, NAMES);
        PaymentFilter filter = new PaymentFilter(
                url.value("affiliate", ReadPaymentFilter::number, "must be an affiliate's number"),
                url.value("status", text -> named(PaymentState.BY_NAME, text), "must be prepared, sent or voided"),
                url.value("method", text -> named(PaymentMethod.BY_NAME, text), "must be a method of the list"),
                url.day("from", zone, false),
                url.day("to", zone, true));
        return new PaymentQuery(url, filter);
    }

    private static <T> Optional<T> named(Map<String, T> names, String text) {
        return Optional.ofNullable(names.get(text.toUpperCase(Locale.ROOT)));
    }
}
