package dev.tributary.server.order;

/** Ready-made commands that send an order. */
public final class OrderExamples {
    private static final String ORDER = """
            {
                "order_id": "1001", "currency_code": "USD", "discount_code": "SPRING",
                "customer": {"email": "jane@example.com"},
                "items": [{"sku": "TEA-1", "name": "Tea",
                           "quantity": 2, "price": "25.00"}]}""";

    private OrderExamples() {}

    /** By the API. */
    public static String api(String baseUrl) {
        return """
                curl %s/api/v1/orders \\
                  -H 'Authorization: Bearer YOUR_KEY' \\
                  -H 'Content-Type: application/json' \\
                  -d '%s'""".formatted(baseUrl, ORDER);
    }

    /** By the door for shops that come from Refersion. */
    public static String tracker(String baseUrl, String account) {
        return """
                curl %s/tracker/orders/paid \\
                  -H 'Refersion-Public-Key: %s' \\
                  -H 'Refersion-Secret-Key: YOUR_KEY' \\
                  -H 'Content-Type: application/json' \\
                  -d '%s'""".formatted(baseUrl, account, ORDER);
    }
}
