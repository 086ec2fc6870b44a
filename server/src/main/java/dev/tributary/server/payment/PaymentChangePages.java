package dev.tributary.server.payment;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Format;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Marking payments as sent, and voiding one. */
@Controller
class PaymentChangePages {
    static final String SEND = PaymentPages.PATH + "/send";

    private static final int MOST = 200;

    private final SettlePayments settle;

    PaymentChangePages(SettlePayments settle) {
        this.settle = settle;
    }

    /** All that are ticked. Those sent already stay as they are. */
    @PostMapping(SEND)
    ModelAndView sendAll(
            @Needs(Permission.PAYMENTS) Member member,
            @RequestParam Map<String, String> query,
            HttpServletRequest request) {
        PaymentQuery asked = PaymentQuery.read(query, member.account().zone());
        Fields fields = new FormBody(request).numbers("ids").fields();
        List<Long> ids = fields.wholes("ids", MOST).orElse(List.of());
        fields.done();
        settle.sendAll(member.account().id(), ids, by(member));
        String said = switch (ids.size()) {
            case 0 -> "No payment was chosen.";
            case 1 -> "The payment is sent.";
            default -> Format.count(ids.size()) + " payments are sent.";
        };
        return new ModelAndView(Go.to(asked.url().url()).saying(said));
    }

    @PostMapping(PaymentPages.PATH + "/{id}/send")
    ModelAndView send(@Needs(Permission.PAYMENTS) Member member, @PathVariable String id) {
        Payment payment = settle.send(member.account().id(), number(id), by(member));
        return back(payment, "The payment is sent: its conversions are paid.");
    }

    @PostMapping(PaymentPages.PATH + "/{id}/void")
    ModelAndView cancel(@Needs(Permission.PAYMENTS) Member member, @PathVariable String id) {
        Payment payment = settle.cancel(member.account().id(), number(id), by(member));
        return back(payment, "The payment is voided: its conversions can be paid again.");
    }

    static String by(Member member) {
        return member.user().email();
    }

    private static long number(String id) {
        Optional<Long> number = ReadPaymentFilter.number(id);
        return number.orElseThrow(() -> Problem.notFound("such payment"));
    }

    private static ModelAndView back(Payment payment, String message) {
        return new ModelAndView(
                Go.to(PaymentPages.PATH + "/" + payment.number()).saying(message));
    }
}
