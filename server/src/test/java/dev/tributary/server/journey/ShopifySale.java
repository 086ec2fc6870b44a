package dev.tributary.server.journey;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An order in Shopify, which its merchant edits, and what Shopify writes of it at each time. */
final class ShopifySale {
    final ToldOrder told = new ToldOrder(false);
    final List<SoldLine> lines = new ArrayList<>();
    String coupon = "";
    String email = "";
    String landing = "";
    boolean paid;
    boolean cancelled;

    private final long id;
    private final String number;
    private final Instant created;
    private final boolean taxed;
    private final BigDecimal shipping;
    private final Map<ToldOrder.Given, String> refunds = new LinkedHashMap<>();
    private BigDecimal given = BigDecimal.ZERO.setScale(2);
    private boolean shippingBack;

    ShopifySale(long id, String number, Instant created, boolean taxed, boolean ships) {
        this.id = id;
        this.number = number;
        this.created = created;
        this.taxed = taxed;
        this.shipping = ships ? new BigDecimal("5.00") : BigDecimal.ZERO.setScale(2);
    }

    long nextLine() {
        return id * 100 + lines.size();
    }

    private BigDecimal items() {
        return lines.stream().map(line -> line.worth(line.quantity)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal tax(BigDecimal worth) {
        return taxed ? worth.movePointLeft(1).setScale(2) : BigDecimal.ZERO.setScale(2);
    }

    BigDecimal total() {
        return items().add(tax(items())).add(shipping);
    }

    /** What the customer has paid for and not got back. */
    BigDecimal left() {
        BigDecimal gone = lines.stream().map(line -> line.worth(line.gone)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return total().subtract(given).subtract(gone).subtract(tax(gone));
    }

    /** Gives back pieces, and the shipping besides. */
    Post.Message giveBack(Instant at, Map<SoldLine, Integer> pieces, boolean withShipping) {
        BigDecimal goods = pieces.entrySet().stream()
                .map(entry -> entry.getKey().worth(entry.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal shipped = withShipping && !shippingBack ? shipping : BigDecimal.ZERO.setScale(2);
        shippingBack |= withShipping;
        pieces.forEach((line, count) -> line.back += count);
        String parts = pieces.entrySet().stream()
                .map(entry -> """
                        {"id":%d,"quantity":%d,"line_item_id":%d,"subtotal":%s,"total_tax":%s}""".formatted(
                                entry.getKey().id + 50,
                                entry.getValue(),
                                entry.getKey().id,
                                entry.getKey().worth(entry.getValue()),
                                tax(entry.getKey().worth(entry.getValue()))))
                .collect(Collectors.joining(","));
        String adjusted = shipped.signum() == 0
                ? ""
                : "{\"id\":1,\"amount\":\"-%s\",\"tax_amount\":\"0.00\",\"kind\":\"shipping_refund\"}"
                        .formatted(shipped);
        Map<Long, Integer> named =
                pieces.entrySet().stream().collect(Collectors.toMap(entry -> entry.getKey().id, Map.Entry::getValue));
        BigDecimal amount = goods.add(tax(goods)).add(shipped);
        return refund(at, amount, named, BigDecimal.ZERO, parts, adjusted);
    }

    /** Gives back an amount, for nothing in particular. */
    Post.Message giveBack(Instant at, BigDecimal amount) {
        String adjusted = "{\"id\":1,\"amount\":\"-%s\",\"tax_amount\":\"0.00\",\"kind\":\"refund_discrepancy\"}"
                .formatted(amount);
        return refund(at, amount, Map.of(), amount, "", adjusted);
    }

    private Post.Message refund(
            Instant at,
            BigDecimal amount,
            Map<Long, Integer> pieces,
            BigDecimal rest,
            String parts,
            String adjustments) {
        long key = id * 100 + 70 + refunds.size();
        String body = """
                {"id":%d,"order_id":%d,"created_at":"%s","refund_line_items":[%s],"order_adjustments":[%s],\
                "transactions":[{"id":%d,"amount":"%s","kind":"refund","status":"success"}]}""".formatted(key, id, at, parts, adjustments, key, amount);
        ToldOrder.Given refund = new ToldOrder.Given(String.valueOf(key), amount, pieces, rest);
        refunds.put(refund, body);
        given = given.add(amount);
        return new Post.Message(told, body, () -> told.told(refund));
    }

    /** What Shopify says of all of the order. */
    Post.Message message(Instant at) {
        List<ToldOrder.Given> known = List.copyOf(refunds.keySet());
        ToldOrder.Contents contents = new ToldOrder.Contents(
                at,
                state(),
                lines.stream().map(SoldLine::told).toList(),
                total(),
                tax(items()),
                known.stream().map(ToldOrder.Given::key).collect(Collectors.toSet()));
        return new Post.Message(told, body(at), () -> {
            told.told(contents);
            known.forEach(told::told);
        });
    }

    private String state() {
        if (cancelled) {
            return "CANCELLED";
        }
        return status().equals("refunded") ? "RETURNED" : "OPEN";
    }

    private String status() {
        if (given.signum() == 0) {
            return paid ? "paid" : "pending";
        }
        return left().signum() > 0 ? "partially_refunded" : "refunded";
    }

    private String body(Instant at) {
        return """
                {"id":%d,"order_number":"%s","currency":"USD","created_at":"%s","updated_at":"%s","cancelled_at":%s,\
                "financial_status":"%s","total_price":"%s","subtotal_price":"%s","total_tax":"%s","email":"%s",\
                "customer":null,"discount_codes":[%s],"landing_site":"/?%s","line_items":[%s],"shipping_lines":[%s],\
                "refunds":[%s]}""".formatted(
                        id,
                        number,
                        created,
                        at,
                        cancelled ? "\"" + at + "\"" : "null",
                        status(),
                        total(),
                        items(),
                        tax(items()),
                        email,
                        Optional.of(coupon)
                                .filter(code -> !code.isEmpty())
                                .map("{\"code\":\"%s\"}"::formatted)
                                .orElse(""),
                        landing,
                        lines.stream().map(ShopifySale::line).collect(Collectors.joining(",")),
                        shipping.signum() == 0 ? "" : "{\"price\":\"" + shipping + "\"}",
                        String.join(",", refunds.values()));
    }

    private static String line(SoldLine line) {
        return """
                {"id":%d,"name":"Tea","sku":"%s","quantity":%d,"current_quantity":%d,"price":"%s",\
                "discount_allocations":[{"amount":"%s"}]}""".formatted(
                        line.id,
                        line.sku,
                        line.quantity,
                        line.left(),
                        line.price,
                        line.discount.multiply(BigDecimal.valueOf(line.quantity)));
    }
}
