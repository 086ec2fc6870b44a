package dev.tributary.server.order;

import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a file of orders, one row per line of an order, and the body of the API that they make. */
final class OrderCells {
    static final List<CsvColumn> COLUMNS = List.of(
            CsvColumn.required(
                    "order_id", "Order's id: rows with the same are its lines", "order", "order number", "id"),
            CsvColumn.of("created", "Date of the order", "created at", "order date", "date"),
            CsvColumn.of("currency_code", "Currency", "currency"),
            CsvColumn.of("sku", "SKU", "lineitem sku", "item sku"),
            CsvColumn.of("name", "Product", "lineitem name", "product name", "item name"),
            CsvColumn.required("quantity", "Quantity", "lineitem quantity", "qty", "item quantity"),
            CsvColumn.required("price", "Price of one piece", "lineitem price", "unit price", "item price"),
            CsvColumn.of("discount", "Discount on the order", "discount amount", "cart discount amount"),
            CsvColumn.of("shipping", "Shipping", "shipping amount", "order shipping amount"),
            CsvColumn.of("tax", "Tax on top", "taxes", "order total tax amount"),
            CsvColumn.of("discount_code", "Coupon", "coupon", "coupon code", "coupons"),
            CsvColumn.of("customer_name", "Customer's name", "billing name", "customer"),
            CsvColumn.of("customer_email", "Customer's e-mail", "email", "billing email", "customer e-mail"),
            CsvColumn.of("affiliate_id", "Number of the affiliate to credit", "affiliate", "aff id"),
            CsvColumn.of("landed_url", "Page that the customer landed on, with rfsn=…", "landing site", "landing page"),
            CsvColumn.of("cart_id", "Cart's id", "cart", "cart token"),
            CsvColumn.of("subscription_id", "Subscription"),
            CsvColumn.of("is_subscription", "Renewal of a subscription"),
            CsvColumn.of("test", "Test", "is test"));

    private OrderCells() {}

    /** The order of these rows; what it says once stands in the first of them. */
    static RowBody body(List<CsvRow> rows, Pass pass) {
        CsvRow first = rows.getFirst();
        RowBody body = new RowBody(first, pass)
                .texts("order_id", "currency_code", "discount_code", "cart_id", "subscription_id")
                .decimals("discount", "shipping", "tax", "affiliate_id")
                .flags("is_subscription", "test")
                .times("created");
        customer(body, first);
        first.text("landed_url").ifPresent(url -> {
            body.put("landed_url", "click", Map.of("landed_url", url));
            body.blame("landed_url", "click.landed_url");
        });
        return body.put("", "items", items(body, rows, pass));
    }

    private static void customer(RowBody body, CsvRow first) {
        Map<String, Object> customer = new LinkedHashMap<>();
        first.text("customer_name").ifPresent(name -> customer.put("first_name", name));
        first.text("customer_email").ifPresent(email -> customer.put("email", email));
        if (!customer.isEmpty()) {
            body.put("customer_name", "customer", customer);
            body.blame("customer_name", "customer.first_name");
            body.blame("customer_email", "customer.email");
        }
    }

    private static List<Map<String, Object>> items(RowBody body, List<CsvRow> rows, Pass pass) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (CsvRow row : rows) {
            String item = "items[" + items.size() + "].";
            for (String column : List.of("sku", "name", "quantity", "price")) {
                body.blame(column, item + column);
            }
            items.add(new RowBody(row, pass)
                    .texts("sku", "name")
                    .wholes("quantity")
                    .decimals("price")
                    .values());
        }
        return items;
    }
}
