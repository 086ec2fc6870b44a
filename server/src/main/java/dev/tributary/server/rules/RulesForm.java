package dev.tributary.server.rules;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.ChoiceGroup;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form of an account's rules. Each switch is a box of its own name. */
public final class RulesForm {
    static final String COUPONS = "excluded_coupons";
    static final String ZONE = "time_zone";

    static final Map<String, String> LABELS =
            Map.of(COUPONS, "Excluded coupons", ZONE, "Time zone", FormBody.VERSION, "The account");

    /** The switches, each with what it does, under the names of the API. */
    public static final List<ChoiceGroup> SWITCHES = List.of(
            new ChoiceGroup(
                    "Who is credited",
                    List.of(
                            new Choice(
                                    "coupon_first",
                                    "A coupon comes before a link",
                                    "Where an order has both, the coupon’s affiliate is credited. Otherwise the link’s is."),
                            new Choice(
                                    "sku_on_top",
                                    "SKUs are credited on top",
                                    "The affiliate of a SKU earns on its lines, whoever else is credited for the order. Otherwise only where nobody else is."),
                            new Choice(
                                    "self_referral",
                                    "Affiliates may refer themselves",
                                    "An affiliate is credited for an order with their own e-mail address. Otherwise such an order is unqualified."),
                            new Choice(
                                    "keep_unqualified",
                                    "Keep what does not qualify",
                                    "Claims that lose become unqualified conversions with the reason, which you can still make pending. Otherwise they are told of in the winner’s attribution alone."))),
            new ChoiceGroup(
                    "What earns commission",
                    List.of(
                            new Choice(
                                    "commission_on_shipping",
                                    "Commission on shipping",
                                    "What the customer paid for shipping counts for percentages."),
                            new Choice(
                                    "commission_on_tax",
                                    "Commission on tax",
                                    "Taxes count for percentages, whether they come on top or are in the prices."))));

    private RulesForm() {}

    static Form show(Account account) {
        AttributionRules rules = account.rules();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("coupon_first", box(rules.couponFirst()));
        values.put("sku_on_top", box(rules.skuOnTop()));
        values.put("self_referral", box(rules.selfReferral()));
        values.put("keep_unqualified", box(rules.keepUnqualified()));
        values.put("commission_on_shipping", box(rules.commissionOnShipping()));
        values.put("commission_on_tax", box(rules.commissionOnTax()));
        values.put(
                COUPONS,
                String.join("\n", rules.excludedCoupons().stream().sorted().toList()));
        values.put(ZONE, Zones.name(account.zone()));
        return Form.of(values);
    }

    static FormBody take(HttpServletRequest request) {
        FormBody body = new FormBody(request).texts(ZONE);
        for (ChoiceGroup group : SWITCHES) {
            for (Choice each : group.choices()) {
                body.with(each.value(), body.typed(each.value()).equals("true"));
            }
        }
        return body.with(COUPONS, body.typed(COUPONS).replaceAll("\\R", ","));
    }

    private static String box(boolean on) {
        return on ? "true" : "";
    }
}
