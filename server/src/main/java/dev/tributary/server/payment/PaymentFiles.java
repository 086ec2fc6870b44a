package dev.tributary.server.payment;

import dev.tributary.server.access.Caller;
import dev.tributary.server.access.Member;
import dev.tributary.server.api.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Payments as files, with the filters of the list, for the console and for the API. */
@Controller
class PaymentFiles {
    static final String CSV = PaymentPages.PATH + "/export.csv";
    static final String PAYPAL = PaymentPages.PATH + "/paypal.csv";

    private static final String API = "/api/v1/payments";

    private final WritePayments write;

    PaymentFiles(WritePayments write) {
        this.write = write;
    }

    @GetMapping(CSV)
    void csv(Member member, @RequestParam Map<String, String> query, HttpServletResponse response) throws IOException {
        write.plain(member.account().id(), filter(member, query), response);
    }

    @GetMapping(PAYPAL)
    void payPal(Member member, @RequestParam Map<String, String> query, HttpServletResponse response)
            throws IOException {
        write.payPal(member.account().id(), filter(member, query), response);
    }

    @GetMapping(API + "/export.csv")
    void csv(Caller caller, @RequestParam Map<String, String> query, HttpServletResponse response) throws IOException {
        write.plain(caller.account(), ReadPaymentFilter.of(query), response);
    }

    @GetMapping(API + "/paypal.csv")
    void payPal(Caller caller, @RequestParam Map<String, String> query, HttpServletResponse response)
            throws IOException {
        write.payPal(caller.account(), ReadPaymentFilter.of(query), response);
    }

    private static PaymentFilter filter(Member member, Map<String, String> query) {
        PaymentQuery asked = PaymentQuery.read(query, member.account().zone());
        if (!asked.url().isSound()) {
            throw Problem.badRequest("The filters can't be read.");
        }
        return asked.filter();
    }
}
