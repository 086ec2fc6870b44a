package dev.tributary.server.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order as the API answers with it. */
final class OrderView {
    private OrderView() {}

    static Map<String, @Nullable Object> of(Receipt receipt) {
        Order order = receipt.order();
        Sale sale = order.sale();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", order.id().toString());
        view.put("order_id", sale.reference());
        view.put("source", sale.origin().name());
        view.put("state", order.state().name());
        view.put("created", sale.created().toString());
        view.put("currency", sale.currency().getCurrencyCode());
        view.put("total", sale.total().toPlainString());
        view.put("total_items", sale.items());
        view.put("discount_codes", order.clues().coupons());
        view.put("cart_id", order.clues().cart().orElse(null));
        view.put("is_subscription", sale.recurring());
        view.put("subscription_id", sale.subscription().orElse(null));
        view.put("test", sale.test());
        view.put("refunded_total", Refunded.of(order, receipt.refunds()).total().toPlainString());
        view.put("refunds", RefundView.of(receipt));
        view.put("conversions", credits(receipt.credits()));
        return view;
    }

    private static List<Map<String, @Nullable Object>> credits(List<CreditOrder.Credit> credits) {
        return credits.stream().map(OrderView::credit).toList();
    }

    private static Map<String, @Nullable Object> credit(CreditOrder.Credit credit) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", credit.id());
        view.put("affiliate_id", credit.affiliateId());
        view.put("mechanism", credit.mechanism());
        view.put("status", credit.status());
        view.put("total", credit.total().toPlainString());
        view.put("commission_total", credit.commissionTotal().toPlainString());
        view.put("currency", credit.currency());
        view.put("refund_of", credit.refundOf().orElse(null));
        return view;
    }
}
