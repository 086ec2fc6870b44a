package dev.tributary.server.portal;

import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.conversion.Conversions;
import dev.tributary.server.page.Filters;
import dev.tributary.server.payment.Payment;
import dev.tributary.server.payment.PaymentFilter;
import dev.tributary.server.payment.Payments;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What an affiliate has been sent. A payment that is only prepared, or was voided, is the merchant's business. */
@Controller
class PortalPaymentPages {
    static final String PATH = "/portal/payments";

    private final Payments payments;
    private final Conversions conversions;

    PortalPaymentPages(Payments payments, Conversions conversions) {
        this.payments = payments;
        this.conversions = conversions;
    }

    @GetMapping(PATH)
    ModelAndView list(Insider insider, Paging paging) {
        PaymentFilter own = PaymentFilter.sentTo(insider.number());
        List<Payment> found = payments.page(insider.in(), own, paging.afterNumber(), paging.fetch());
        Page<Payment> rows = Page.cut(found, paging.limit(), row -> Cursor.of(row.number()));
        Filters filters = Filters.at(PATH);
        Map<String, Object> model = new HashMap<>();
        model.put("insider", insider);
        model.put("rows", rows.data());
        model.put(
                "ever",
                new Sums(
                        conversions.earnings(insider.in(), insider.number(), Instant.EPOCH),
                        insider.account().currency()));
        model.put("first", filters.first(paging));
        model.put("next", filters.next(rows));
        return new ModelAndView("portal/payments", model);
    }
}
