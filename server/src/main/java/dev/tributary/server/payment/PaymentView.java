package dev.tributary.server.payment;

import dev.tributary.server.conversion.Owed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payments, and what a run made of them, as the API shows them; the names are those of the event. */
final class PaymentView {
    private PaymentView() {}

    static Map<String, @Nullable Object> of(Payment payment) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", payment.number());
        view.put("affiliate_id", payment.affiliate());
        view.put("status", payment.state().name());
        view.put("currency", payment.currency().getCurrencyCode());
        view.put("payment_total", payment.total().toPlainString());
        view.put("payment_method", payment.method().name());
        view.put("total_conversions", payment.conversions());
        view.put("note", payment.note().orElse(null));
        view.put("from", payment.from().orElse(null));
        view.put("until", payment.until().orElse(null));
        view.put("created", payment.created());
        view.put("sent", payment.sent().orElse(null));
        view.put("voided", payment.voided().orElse(null));
        return view;
    }

    static Map<String, @Nullable Object> of(PayAffiliates.Result result) {
        List<Map<String, @Nullable Object>> made =
                result.made().stream().map(PaymentView::of).toList();
        return run(made, result.skipped(), result.more());
    }

    /** What a run would do. */
    static Map<String, @Nullable Object> of(Judgement judgement) {
        List<Map<String, @Nullable Object>> would = judgement.paid().stream()
                .map(due -> owed(due.owed(), "payment_total"))
                .toList();
        return run(would, judgement.skipped(), judgement.more());
    }

    private static Map<String, @Nullable Object> run(
            List<Map<String, @Nullable Object>> paid, List<Judgement.Skipped> skipped, boolean more) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("data", paid);
        view.put("skipped", skipped.stream().map(PaymentView::of).toList());
        view.put("more", more);
        return view;
    }

    private static Map<String, @Nullable Object> of(Judgement.Skipped skipped) {
        Map<String, @Nullable Object> view = owed(skipped.owed(), "balance");
        view.put("reason", skipped.reason().name());
        return view;
    }

    private static Map<String, @Nullable Object> owed(Owed owed, String amount) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("affiliate_id", owed.affiliate());
        view.put("currency", owed.currency().getCurrencyCode());
        view.put(amount, owed.commission().toPlainString());
        view.put("total_conversions", owed.conversions());
        return view;
    }
}
