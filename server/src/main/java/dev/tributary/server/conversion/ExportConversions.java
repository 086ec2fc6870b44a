package dev.tributary.server.conversion;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.Export;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Conversions as CSV in the columns that {@link TakeInConversions} reads, the oldest first: what is refunded stands above
 * its refund, as it has to where it is taken in.
 */
@Component
class ExportConversions implements Export {
    private static final int PAGE = 500;
    private static final List<String> HEADER = List.of(
            "id",
            "order_id",
            "created",
            "status",
            "payment_status",
            "payment_id",
            "currency",
            "total",
            "commissionable_total",
            "commission_total",
            "mechanism",
            "coupon_code",
            "affiliate_id",
            "affiliate_code",
            "affiliate_email",
            "offer_id",
            "total_items",
            "product_names",
            "customer_name",
            "customer_email",
            "denied_reason_code",
            "reason",
            "notes",
            "refund_of",
            "subscription_id",
            "is_recurring",
            "is_test",
            "source");

    private final ConversionStore store;
    private final Snapshots snapshots;
    private final Accounts accounts;

    ExportConversions(ConversionStore store, Snapshots snapshots, Accounts accounts) {
        this.store = store;
        this.snapshots = snapshots;
        this.accounts = accounts;
    }

    @Override
    public String kind() {
        return "conversions";
    }

    @Override
    public Sheet sheet(AccountId account, Map<String, String> query) {
        ZoneId zone = accounts.get(account).zone();
        ConversionQuery asked = ConversionQuery.read(query, zone);
        if (!asked.url().isSound()) {
            throw Problem.badRequest("A filter can't be read: look at the list that it is of.");
        }
        return new Sheet(HEADER, out -> write(account, asked.filter(), out));
    }

    private void write(AccountId account, ConversionFilter filter, Consumer<List<? extends @Nullable Object>> out) {
        List<Conversion> page = store.pageUp(account, filter, 0, PAGE);
        while (!page.isEmpty()) {
            snapshots.of(account, page).forEach(snapshot -> out.accept(row(snapshot)));
            page = page.size() < PAGE
                    ? List.of()
                    : store.pageUp(account, filter, page.getLast().number(), PAGE);
        }
    }

    private static List<? extends @Nullable Object> row(ConversionSnapshot snapshot) {
        Conversion conversion = snapshot.conversion();
        Conversion.Standing standing = conversion.standing();
        Conversion.Worth worth = conversion.worth();
        Conversion.SalePart sale = conversion.sale();
        return Arrays.asList(
                conversion.number(),
                sale.reference(),
                conversion.created(),
                standing.status(),
                standing.paymentStatus(),
                standing.payment(),
                worth.currency().getCurrencyCode(),
                worth.total(),
                worth.commissionable(),
                worth.commission(),
                conversion.why().mechanism(),
                sale.coupon(),
                snapshot.affiliate().id(),
                snapshot.affiliate().code(),
                snapshot.affiliate().email(),
                conversion.offer(),
                sale.items(),
                sale.productNames(),
                sale.buyer().name(),
                sale.buyer().email(),
                standing.deniedReason(),
                standing.reason(),
                standing.notes(),
                conversion.refundOf(),
                sale.subscription(),
                sale.recurring(),
                sale.test(),
                sale.origin());
    }
}
