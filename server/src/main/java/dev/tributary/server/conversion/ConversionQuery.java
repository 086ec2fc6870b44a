package dev.tributary.server.conversion;

import dev.tributary.server.order.OrderId;
import dev.tributary.server.page.FilterQuery;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of the console's list of conversions.
 *
 * @param url what was asked
 * @param filter what was read of it
 */
record ConversionQuery(FilterQuery url, ConversionFilter filter) {
    private static final List<String> NAMES = List.of("status", "affiliate", "order", "from", "to", "paid", "payment");

    /** Reads the query; days are those of the zone. {@code order} is an order's id or its number. */
    static ConversionQuery read(Map<String, String> query, ZoneId zone) {
        FilterQuery url = new FilterQuery(ConversionPages.PATH, query, NAMES);
        Optional<OrderId> order = url.text("order").flatMap(OrderId::parse);
        ConversionFilter filter = new ConversionFilter(
                url.value("status", ConversionQuery::status, "must be pending, approved, denied or unqualified"),
                url.value("affiliate", ReadQuery::number, "must be an affiliate's number"),
                url.day("from", zone, false),
                url.day("to", zone, true),
                order,
                order.isPresent() ? Optional.empty() : url.text("order"),
                url.value("paid", ConversionQuery::paid, "must be paid or unpaid"),
                url.value("payment", ReadQuery::number, "must be a payment's number"));
        return new ConversionQuery(url, filter);
    }

    private static Optional<PaymentStatus> paid(String text) {
        return Arrays.stream(PaymentStatus.values())
                .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<Status> status(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
