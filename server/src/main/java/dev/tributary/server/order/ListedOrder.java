package dev.tributary.server.order;

import dev.tributary.server.page.Format;
import dev.tributary.webhooks.clock.UuidV7;
import java.time.Instant;
import java.util.Locale;

/**
 * An order in a list and at the top of its page.
 *
 * @param reference its number as people know it
 * @param source such as {@code Shopify}
 * @param state {@code open}, {@code cancelled} or {@code returned}
 * @param conversions how many it made
 * @param received when we first heard of it
 */
public record ListedOrder(
        OrderId id,
        String reference,
        String source,
        Buyer buyer,
        String state,
        boolean test,
        String total,
        long items,
        int conversions,
        Instant ordered,
        Instant received) {

    static ListedOrder of(Receipt receipt) {
        Order order = receipt.order();
        Sale sale = order.sale();
        return new ListedOrder(
                order.id(),
                sale.reference(),
                sale.origin().label(),
                sale.buyer(),
                order.state().name().toLowerCase(Locale.ROOT),
                sale.test(),
                Format.money(sale.total(), sale.currency()),
                sale.items(),
                receipt.credits().size(),
                sale.created(),
                UuidV7.timeOf(order.id().value()));
    }

    public String path() {
        return OrderPages.PATH + "/" + id;
    }

    /** The conversions that it made. */
    public String conversionsPath() {
        return "/console/conversions?order=" + id;
    }
}
