package dev.tributary.server.offer;

import dev.tributary.server.api.Json;
import dev.tributary.server.csv.Export;
import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Offers as CSV, the oldest first, in the columns that {@link TakeInOffers} reads. */
@Component
class ExportOffers implements Export {
    private static final int PAGE = 500;
    private static final List<String> HEADER = List.of(
            "id",
            "name",
            "type",
            "amount",
            "window_days",
            "auto_approve_days",
            "renewal_limit",
            "tier_basis",
            "tier_window_days",
            "tiers",
            "sku_overrides",
            "created");

    private final OfferStore store;

    ExportOffers(OfferStore store) {
        this.store = store;
    }

    @Override
    public String kind() {
        return "offers";
    }

    @Override
    public Sheet sheet(AccountId account, Map<String, String> query) {
        return new Sheet(HEADER, out -> write(account, out));
    }

    private void write(AccountId account, Consumer<List<? extends @Nullable Object>> out) {
        List<Offer> page = store.page(account, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(offer -> out.accept(row(offer)));
            page = page.size() < PAGE
                    ? List.of()
                    : store.page(account, page.getLast().number(), PAGE);
        }
    }

    private static List<Object> row(Offer offer) {
        OfferView view = OfferView.of(offer);
        return List.of(
                view.id(),
                view.name(),
                view.type(),
                new BigDecimal(view.amount()),
                view.windowDays(),
                view.autoApproveDays(),
                view.renewalLimit(),
                view.tierBasis(),
                view.tierWindowDays(),
                json(view.tiers()),
                json(view.skuOverrides()),
                view.createdAt());
    }

    private static String json(List<?> list) {
        return list.isEmpty() ? "" : new String(Json.bytes(list), StandardCharsets.UTF_8);
    }
}
