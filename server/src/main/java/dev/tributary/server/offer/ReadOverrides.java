package dev.tributary.server.offer;

import dev.tributary.server.api.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sku_overrides}. */
final class ReadOverrides {
    static final int MOST = 200;
    private static final int SKU_LENGTH = 255;
    static final Map<String, OfferType> TYPES = types();

    private final Fields body;
    private final Currency currency;

    ReadOverrides(Fields body, Currency currency) {
        this.body = body;
        this.currency = currency;
    }

    List<SkuOverride> read(List<SkuOverride> old) {
        if (!body.has("sku_overrides")) {
            return old;
        }
        List<SkuOverride> overrides = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Fields row : body.objects("sku_overrides", MOST)) {
            String sku = row.requiredText("sku", SKU_LENGTH).toUpperCase(Locale.ROOT);
            if (!sku.isEmpty() && !seen.add(sku)) {
                row.error("sku", "stands in the list twice");
            }
            Optional<OfferType> type = row.choice("type", TYPES);
            if (type.isEmpty() && (!row.has("type") || row.isNull("type"))) {
                row.error("type", "is required");
            }
            BigDecimal amount =
                    new ReadRate(row, currency).required("amount", type.orElse(OfferType.FLAT_RATE_PER_ITEM));
            overrides.add(new SkuOverride(sku, type.orElse(OfferType.PERCENT_OF_SALE), amount));
        }
        return overrides;
    }

    private static Map<String, OfferType> types() {
        Map<String, OfferType> types = new LinkedHashMap<>();
        types.put(OfferType.PERCENT_OF_SALE.name(), OfferType.PERCENT_OF_SALE);
        types.put(OfferType.FLAT_RATE_PER_ITEM.name(), OfferType.FLAT_RATE_PER_ITEM);
        return types;
    }
}
