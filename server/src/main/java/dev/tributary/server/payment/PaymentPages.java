package dev.tributary.server.payment;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.conversion.Owed;
import dev.tributary.server.page.FilterQuery;
import dev.tributary.server.page.Frame;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The payments of an account, the page of each, and what is owed to an affiliate. */
@Controller
@RequestMapping(PaymentPages.PATH)
class PaymentPages {
    static final String PATH = "/console/payments";

    private final PaymentStore store;
    private final Payments payments;
    private final Affiliates affiliates;

    PaymentPages(PaymentStore store, Payments payments, Affiliates affiliates) {
        this.store = store;
        this.payments = payments;
        this.affiliates = affiliates;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging, @RequestParam Map<String, String> query) {
        AccountId account = member.account().id();
        PaymentQuery asked = PaymentQuery.read(query, member.account().zone());
        FilterQuery url = asked.url();
        List<Payment> found =
                url.isSound() ? store.page(account, asked.filter(), paging.afterNumber(), paging.fetch()) : List.of();
        Page<Payment> page = Page.cut(found, paging.limit(), payment -> Cursor.of(payment.number()));
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows(account, page.data()));
        model.put("form", url.form());
        model.put("active", url.isActive());
        model.put("may", member.may(Permission.PAYMENTS));
        model.put("send", url.url(PaymentChangePages.SEND));
        model.put("csv", url.url(PaymentFiles.CSV));
        model.put("paypal", url.url(PaymentFiles.PAYPAL));
        model.put("first", paging.cursor().isPresent() ? url.url() : "");
        model.put("next", url.url(Optional.ofNullable(page.next_cursor())));
        ModelAndView list = new ModelAndView("payment/list", model);
        list.setStatus(url.isSound() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return list;
    }

    @GetMapping("/{id}")
    ModelAndView show(Member member, @PathVariable String id) {
        AccountId account = member.account().id();
        Payment payment = ReadPaymentFilter.number(id)
                .flatMap(number -> store.find(account, number))
                .orElseThrow(() -> Problem.notFound("such payment"));
        return new ModelAndView(
                "payment/one",
                Map.of(
                        "row",
                        rows(account, List.of(payment)).getFirst(),
                        "zone",
                        member.account().zone(),
                        "may",
                        member.may(Permission.PAYMENTS)));
    }

    /** What is owed to an affiliate, as a part of another page. */
    @GetMapping("/owed")
    ModelAndView owed(Member member, @RequestParam(defaultValue = "") String affiliate, Frame frame) {
        long number = ReadPaymentFilter.number(affiliate)
                .filter(one -> affiliates.find(member.account().id(), one).isPresent())
                .orElseThrow(() -> Problem.notFound("such affiliate"));
        if (!frame.inPart()) {
            return new ModelAndView(Go.to(PATH + "?affiliate=" + number));
        }
        List<Owed> owed = payments.owed(member.account().id(), number);
        boolean payable = owed.stream().anyMatch(one -> one.commission().signum() > 0);
        return new ModelAndView(
                "payment/owed",
                Map.of("owed", owed, "affiliate", number, "pay", payable && member.may(Permission.PAYMENTS)));
    }

    private List<PaymentRow> rows(AccountId account, List<Payment> found) {
        Map<Long, Affiliate> named = affiliates.named(
                account, found.stream().map(Payment::affiliate).distinct().toList());
        return found.stream()
                .map(payment -> PaymentRow.of(payment, named.get(payment.affiliate())))
                .toList();
    }
}
