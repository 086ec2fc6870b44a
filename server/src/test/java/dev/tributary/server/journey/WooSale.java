package dev.tributary.server.journey;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An order in WooCommerce, where lines go without a trace, and what WooCommerce writes of it at each time. */
final class WooSale {
    private static final Set<String> UNDONE = Set.of("cancelled", "failed", "trash");

    final ToldOrder told = new ToldOrder(true);
    final long id;
    final List<SoldLine> lines = new ArrayList<>();
    String coupon = "";
    String email = "";
    String landing = "";
    String status = "processing";
    /** The subscription that it renews. */
    String renews = "";

    private final String number;
    private final Instant created;
    private final BigDecimal shipping;
    private final List<ToldOrder.Given> refunds = new ArrayList<>();
    private int numbered;

    WooSale(long id, String number, Instant created, boolean ships) {
        this.id = id;
        this.number = number;
        this.created = created;
        this.shipping = ships ? new BigDecimal("5.00") : BigDecimal.ZERO.setScale(2);
    }

    void add(Chance chance) {
        lines.add(SoldLine.any(chance, ++numbered));
    }

    boolean isUndone() {
        return UNDONE.contains(status) || status.equals("refunded");
    }

    private BigDecimal items() {
        return lines.stream()
                .map(line -> line.worth(line.quantity))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    private BigDecimal tax() {
        return items().movePointLeft(1).setScale(2);
    }

    BigDecimal total() {
        return items().add(shipping).add(tax());
    }

    BigDecimal left() {
        return refunds.stream().map(ToldOrder.Given::amount).reduce(total(), BigDecimal::subtract);
    }

    void giveBack(BigDecimal amount) {
        refunds.add(new ToldOrder.Given(String.valueOf(id * 100 + refunds.size()), amount, Map.of(), amount));
    }

    /** All of the order as it is now; one that waits for its payment is none yet. */
    Post.Message message(Instant at) {
        List<ToldOrder.Given> known = List.copyOf(refunds);
        String state = UNDONE.contains(status) ? "CANCELLED" : status.equals("refunded") ? "RETURNED" : "OPEN";
        ToldOrder.Contents contents = new ToldOrder.Contents(
                at,
                state,
                lines.stream().map(SoldLine::told).toList(),
                total(),
                tax(),
                known.stream().map(ToldOrder.Given::key).collect(Collectors.toSet()));
        boolean unpaid = status.equals("pending");
        return new Post.Message(told, body(at), () -> {
            if (!unpaid) {
                told.told(contents);
                known.forEach(told::told);
            }
        });
    }

    private String body(Instant at) {
        return """
                {"id":%d,"number":"%s","status":"%s","currency":"USD","date_created_gmt":"%s","date_modified_gmt":"%s",\
                "total":"%s","shipping_total":"%s","total_tax":"%s","line_items":[%s],"refunds":[%s],\
                "coupon_lines":[%s],"billing":{"email":"%s"},"meta_data":[%s]}""".formatted(
                        id,
                        number,
                        status,
                        gmt(created),
                        gmt(at),
                        total(),
                        shipping,
                        tax(),
                        lines.stream().map(WooSale::line).collect(Collectors.joining(",")),
                        refunds.stream()
                                .map(refund -> "{\"id\":%s,\"total\":\"-%s\"}".formatted(refund.key(), refund.amount()))
                                .collect(Collectors.joining(",")),
                        coupon.isEmpty() ? "" : "{\"code\":\"" + coupon + "\"}",
                        email,
                        meta());
    }

    private String meta() {
        List<String> entries = new ArrayList<>();
        if (!landing.isEmpty()) {
            entries.add("{\"key\":\"_wc_order_attribution_session_entry\",\"value\":\"https://shop.example/?" + landing
                    + "\"}");
        }
        if (!renews.isEmpty()) {
            entries.add("{\"key\":\"_subscription_renewal\",\"value\":\"" + renews + "\"}");
        }
        return String.join(",", entries);
    }

    private static String line(SoldLine line) {
        return """
                {"id":%d,"name":"Tea","quantity":%d,"sku":"%s","subtotal":"%s","total":"%s"}""".formatted(
                        line.id,
                        line.quantity,
                        line.sku,
                        line.price.multiply(BigDecimal.valueOf(line.quantity)),
                        line.worth(line.quantity));
    }

    private static String gmt(Instant at) {
        return at.toString().replace("Z", "");
    }
}
