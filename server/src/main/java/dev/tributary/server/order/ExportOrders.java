package dev.tributary.server.order;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Problem;
import dev.tributary.server.click.Click;
import dev.tributary.server.csv.Export;
import dev.tributary.server.page.FilterQuery;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Orders as CSV, the newest first, a row per line. What is true of the whole order stands in its first row. */
@Component
class ExportOrders implements Export {
    private static final int PAGE = 200;
    private static final List<String> HEADER = List.of(
            "order_id",
            "sku",
            "name",
            "quantity",
            "price",
            "line_discount",
            "reference",
            "source",
            "created",
            "state",
            "currency_code",
            "discount",
            "shipping",
            "tax",
            "total",
            "discount_code",
            "customer_name",
            "customer_email",
            "affiliate_id",
            "landed_url",
            "cart_id",
            "subscription_id",
            "is_subscription",
            "test");
    private static final int OF_LINE = 6;

    private final OrderStore store;
    private final Accounts accounts;

    ExportOrders(OrderStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    @Override
    public String kind() {
        return "orders";
    }

    @Override
    public Sheet sheet(AccountId account, Map<String, String> query) {
        FilterQuery asked = new FilterQuery(OrderPages.PATH, query, OrderPages.NAMES);
        OrderFilter filter = OrderPages.filter(asked, accounts.get(account).zone());
        if (!asked.isSound()) {
            throw Problem.badRequest("A filter can't be read: look at the list that it is of.");
        }
        return new Sheet(HEADER, out -> write(account, filter, out));
    }

    private void write(AccountId account, OrderFilter filter, Consumer<List<? extends @Nullable Object>> out) {
        List<Order> page = store.page(account, filter, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.forEach(order -> write(order, out));
            page = page.size() < PAGE
                    ? List.of()
                    : store.page(
                            account, filter, Optional.of(page.getLast().id().value()), PAGE);
        }
    }

    private static void write(Order order, Consumer<List<? extends @Nullable Object>> out) {
        List<@Nullable Object> whole = whole(order);
        for (OrderLine line : order.sale().lines()) {
            List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                    order.key().orderId(), line.sku(), line.name(), line.quantity(), line.price(), line.discount()));
            row.addAll(whole);
            out.accept(row);
            whole = Collections.nCopies(HEADER.size() - OF_LINE, null);
        }
        if (order.sale().lines().isEmpty()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(order.key().orderId());
            row.addAll(Collections.nCopies(OF_LINE - 1, null));
            row.addAll(whole);
            out.accept(row);
        }
    }

    private static List<@Nullable Object> whole(Order order) {
        Sale sale = order.sale();
        return Arrays.asList(
                sale.reference(),
                sale.origin(),
                sale.created(),
                order.state(),
                sale.currency().getCurrencyCode(),
                sale.discount(),
                sale.shipping(),
                sale.tax(),
                sale.total(),
                order.clues().coupons().stream().findFirst(),
                sale.buyer().name(),
                sale.buyer().email(),
                order.clues().affiliate(),
                order.clues().click().map(Click::landedUrl),
                order.clues().cart(),
                sale.subscription(),
                sale.recurring(),
                sale.test());
    }
}
