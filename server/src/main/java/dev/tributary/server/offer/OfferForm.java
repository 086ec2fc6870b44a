package dev.tributary.server.offer;

import dev.tributary.server.account.Money;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form of an offer's terms. */
final class OfferForm {
    static final Form BLANK = Form.of(
            Map.of("type", OfferType.PERCENT_OF_SALE.name(), "window_days", String.valueOf(Terms.DEFAULT_WINDOW)));

    static final Map<String, String> LABELS = Map.of(
            "name",
            "Name",
            "type",
            "Commission",
            "amount",
            "Amount",
            "window_days",
            "Attribution window",
            "auto_approve_days",
            "Approve after",
            FormBody.VERSION,
            "The offer");

    private OfferForm() {}

    static List<Choice> types(String currency) {
        return List.of(
                new Choice(OfferType.PERCENT_OF_SALE.name(), "Percentage", "Per cent of what was sold."),
                new Choice(OfferType.FLAT_RATE_PER_ITEM.name(), "Flat, per item", currency + " for every piece sold."),
                new Choice(OfferType.FLAT_RATE_PER_ORDER.name(), "Flat, per order", currency + " for every order."));
    }

    static Form show(Offer offer) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", offer.name());
        values.put("type", offer.type().name());
        values.put("amount", Money.unpadded(offer.amount()));
        values.put("window_days", String.valueOf(offer.windowDays()));
        values.put(
                "auto_approve_days",
                offer.autoApproveDays().map(String::valueOf).orElse(""));
        return Form.of(values);
    }

    static FormBody take(HttpServletRequest request) {
        return new FormBody(request)
                .texts("name")
                .optional("type", "amount")
                .wholes("window_days", "auto_approve_days");
    }
}
