package dev.tributary.server.conversion;

import dev.tributary.server.order.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which conversions a list shows.
 *
 * @param since orders made then or later
 * @param until orders made before
 * @param order of this order alone
 * @param reference of orders with this number, as people know it
 * @param payment in this payment
 */
record ConversionFilter(
        Optional<Status> status,
        Optional<Long> affiliate,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<OrderId> order,
        Optional<String> reference,
        Optional<PaymentStatus> paid,
        Optional<Long> payment) {}
