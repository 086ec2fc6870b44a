package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of an offer's terms. */
public final class OfferForm {
    static final Form BLANK = Form.of(Map.of(
            "type",
            OfferType.PERCENT_OF_SALE.name(),
            "window_days",
            String.valueOf(Terms.DEFAULT_WINDOW),
            "tier_basis",
            Tiers.Basis.REVENUE.text(),
            "tier_window_days",
            String.valueOf(Tiers.DEFAULT_WINDOW)));

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("name", "Name"),
            Map.entry("type", "Commission"),
            Map.entry("amount", "Amount"),
            Map.entry("tiers", "Tiers"),
            Map.entry("tier_basis", "What tiers count"),
            Map.entry("tier_window_days", "The days that tiers count"),
            Map.entry("sku_overrides", "SKUs with a rate of their own"),
            Map.entry("window_days", "Attribution window"),
            Map.entry("renewal_limit", "Renewals credited"),
            Map.entry("auto_approve_days", "Approve after"),
            Map.entry(FormBody.VERSION, "The offer"));

    private static final OfferRows TIERS = new OfferRows("tiers", ReadTiers.MOST, List.of("from", "percent"));
    private static final OfferRows OVERRIDES =
            new OfferRows("sku_overrides", ReadOverrides.MOST, List.of("sku", "amount"));

    private OfferForm() {}

    static List<Choice> types(String currency) {
        return List.of(
                new Choice(OfferType.PERCENT_OF_SALE.name(), "Percentage", "Per cent of what was sold."),
                new Choice(OfferType.FLAT_RATE_PER_ITEM.name(), "Flat, per item", currency + " for every piece sold."),
                new Choice(OfferType.FLAT_RATE_PER_ORDER.name(), "Flat, per order", currency + " for every order."),
                new Choice(
                        OfferType.TIERED.name(), "Tiered", "A percentage that rises with what the affiliate brings."));
    }

    /** What the fields are called, those of rows included. */
    static Map<String, String> labels(Form form) {
        Map<String, String> labels = new HashMap<>(LABELS);
        TIERS.label(labels, form, "Tier");
        OVERRIDES.label(labels, form, "SKU");
        return labels;
    }

    /** The names of the rows of tiers, blank ones at the end. */
    public static List<String> tierRows(Form form) {
        return TIERS.of(form);
    }

    /** The names of the rows of SKUs, blank ones at the end. */
    public static List<String> overrideRows(Form form) {
        return OVERRIDES.of(form);
    }

    /** Whether any SKU stands in the form. */
    public static boolean hasOverrides(Form form) {
        return OVERRIDES.used(form) > 0;
    }

    static Form show(Offer offer) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", offer.name());
        values.put("type", offer.type().name());
        values.put("amount", offer.tiers().isPresent() ? "" : Money.unpadded(offer.amount()));
        values.put("window_days", String.valueOf(offer.windowDays()));
        values.put("auto_approve_days", text(offer.autoApproveDays()));
        values.put("renewal_limit", text(offer.renewalLimit()));
        Optional<Tiers> tiers = offer.tiers();
        values.put(
                "tier_basis",
                tiers.map(Tiers::basis).orElse(Tiers.Basis.REVENUE).text());
        values.put(
                "tier_window_days",
                tiers.map(each -> text(each.windowDays())).orElse(String.valueOf(Tiers.DEFAULT_WINDOW)));
        List<Tiers.Tier> steps = tiers.map(Tiers::steps).orElse(List.of());
        for (int i = 0; i < steps.size(); i++) {
            values.put(TIERS.row(i) + ".from", Money.unpadded(steps.get(i).from()));
            values.put(TIERS.row(i) + ".percent", Money.unpadded(steps.get(i).percent()));
        }
        for (int i = 0; i < offer.overrides().size(); i++) {
            SkuOverride override = offer.overrides().get(i);
            values.put(OVERRIDES.row(i) + ".sku", override.sku());
            values.put(OVERRIDES.row(i) + ".type", override.type().name());
            values.put(OVERRIDES.row(i) + ".amount", Money.unpadded(override.amount()));
        }
        return Form.of(values);
    }

    /** Of what belongs to tiers, and of the amount, only that is sent which goes with the type; all is shown again. */
    static FormBody take(HttpServletRequest request) {
        FormBody body = new FormBody(request)
                .texts("name")
                .optional("type")
                .wholes("window_days", "auto_approve_days", "renewal_limit");
        Map<String, Map<String, String>> tiers = TIERS.take(body, List.of());
        if (body.typed("type").equals(OfferType.TIERED.name())) {
            body.typed("amount");
            body.optional("tier_basis").wholes("tier_window_days").objects("tiers", tiers);
        } else {
            body.typed("tier_basis");
            body.typed("tier_window_days");
            body.optional("amount");
        }
        return body.objects("sku_overrides", OVERRIDES.take(body, List.of("type")));
    }

    private static String text(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("");
    }
}
