package dev.tributary.server.payment;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.csv.Export;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Payments as CSV, the newest first. */
@Component
class ExportPayments implements Export {
    private static final int PAGE = 500;
    private static final List<String> HEADER = List.of(
            "id",
            "affiliate_id",
            "affiliate_code",
            "affiliate_name",
            "affiliate_email",
            "paypal_email",
            "currency",
            "total",
            "method",
            "conversions",
            "status",
            "note",
            "created",
            "sent",
            "voided");

    private final PaymentStore store;
    private final Affiliates affiliates;

    ExportPayments(PaymentStore store, Affiliates affiliates) {
        this.store = store;
        this.affiliates = affiliates;
    }

    @Override
    public String kind() {
        return "payments";
    }

    @Override
    public Sheet sheet(AccountId account, Map<String, String> query) {
        Map<String, String> asked = new HashMap<>(query);
        asked.values().removeIf(String::isBlank);
        PaymentFilter filter = ReadPaymentFilter.of(asked);
        return new Sheet(HEADER, out -> write(account, filter, out));
    }

    private void write(AccountId account, PaymentFilter filter, Consumer<List<? extends @Nullable Object>> out) {
        List<Payment> page = store.page(account, filter, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            Map<Long, Affiliate> named = affiliates.named(
                    account, page.stream().map(Payment::affiliate).distinct().toList());
            page.forEach(payment -> out.accept(row(payment, Optional.ofNullable(named.get(payment.affiliate())))));
            page = page.size() < PAGE
                    ? List.of()
                    : store.page(account, filter, Optional.of(page.getLast().number()), PAGE);
        }
    }

    private static List<? extends @Nullable Object> row(Payment payment, Optional<Affiliate> affiliate) {
        return Arrays.asList(
                payment.number(),
                payment.affiliate(),
                affiliate.map(Affiliate::code),
                affiliate.map(Affiliate::name),
                affiliate.map(Affiliate::email),
                affiliate.flatMap(one -> one.profile().paypalEmail()),
                payment.currency().getCurrencyCode(),
                payment.total(),
                payment.method(),
                payment.conversions(),
                payment.state(),
                payment.note(),
                payment.created(),
                payment.sent(),
                payment.voided());
    }
}
