package dev.tributary.server.order;

import dev.tributary.server.click.Click;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that an order's page tells.
 *
 * @param source the source that sent it, where it is one that was connected
 * @param items the sum of the lines, before the order's own discount
 * @param refunded what the shop gave back so far
 * @param refunds each of it
 * @param messages that told of it, newest first; none of an order that no connected shop sent
 * @param raw the newest message
 */
public record OrderStory(
        ListedOrder row,
        Optional<SourceId> source,
        String orderKey,
        List<Line> lines,
        String items,
        String discount,
        String shipping,
        String tax,
        List<String> coupons,
        Optional<Click> click,
        Optional<Long> namedAffiliate,
        Optional<String> cart,
        boolean recurring,
        Optional<String> subscription,
        Instant changed,
        String refunded,
        List<RefundRow> refunds,
        List<MessageRow> messages,
        ShownBody raw) {
    /** One line with its amounts as they are shown. */
    public record Line(
            String name, String sku, int quantity, String price, String discount, String sum, boolean giftCard) {
        static Line of(OrderLine line, Sale sale) {
            return new Line(
                    line.name().orElse(""),
                    line.sku().orElse(""),
                    line.quantity(),
                    Format.money(line.price(), sale.currency()),
                    line.discount().signum() == 0
                            ? ""
                            : Format.money(line.discount().negate(), sale.currency()),
                    Format.money(line.afterOwnDiscount(), sale.currency()),
                    line.giftCard());
        }
    }

    static OrderStory of(Receipt receipt, List<ShopMessage> messages, byte[] raw) {
        Order order = receipt.order();
        Sale sale = order.sale();
        Clues clues = order.clues();
        return new OrderStory(
                ListedOrder.of(receipt),
                SourceId.parse(order.key().source()),
                order.key().orderId(),
                sale.lines().stream().map(line -> Line.of(line, sale)).toList(),
                Format.money(
                        sale.lines().stream().map(OrderLine::afterOwnDiscount).reduce(BigDecimal.ZERO, BigDecimal::add),
                        sale.currency()),
                Format.money(sale.discount().negate(), sale.currency()),
                Format.money(sale.shipping(), sale.currency()),
                Format.money(sale.tax(), sale.currency()),
                clues.coupons(),
                clues.click(),
                clues.affiliate(),
                clues.cart(),
                sale.recurring(),
                sale.subscription(),
                order.changed(),
                Format.money(Refunded.of(order, receipt.refunds()).total(), sale.currency()),
                RefundRow.of(receipt),
                messages.stream().map(MessageRow::of).toList(),
                ShownBody.of(raw));
    }

    public String againPath() {
        return row.path() + "/reprocess";
    }
}
