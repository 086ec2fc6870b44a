package dev.tributary.server.payment;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.conversion.PayConversions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Paying affiliates, and what they were paid. */
@RestController
@RequestMapping("/api/v1/payments")
class PaymentRoutes {
    private final PayAffiliates pay;
    private final SettlePayments settle;
    private final PaymentStore store;
    private final PayConversions conversions;
    private final Affiliates affiliates;
    private final Accounts accounts;
    private final MinimumStore minimum;

    PaymentRoutes(
            PayAffiliates pay,
            SettlePayments settle,
            PaymentStore store,
            PayConversions conversions,
            Affiliates affiliates,
            Accounts accounts,
            MinimumStore minimum) {
        this.pay = pay;
        this.settle = settle;
        this.store = store;
        this.conversions = conversions;
        this.affiliates = affiliates;
        this.accounts = accounts;
        this.minimum = minimum;
    }

    /** One affiliate's payment, or what a run over several made: 201 where it made any. A dry run makes none. */
    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> pay(
            Caller caller,
            Fields body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Account account = accounts.get(caller.account());
        boolean dryRun = body.flag("dry_run").orElse(false);
        Run run = new ReadRun(body, account, affiliates).read(minimum.find(account));
        if (dryRun) {
            return ResponseEntity.ok(PaymentView.of(pay.preview(account.id(), run)));
        }
        PayAffiliates.Result result = pay.run(account.id(), caller.actor(), run, key(key));
        if (run.who() instanceof Who.One) {
            return ResponseEntity.status(201).body(PaymentView.of(result.made().getFirst()));
        }
        return ResponseEntity.status(result.made().isEmpty() ? 200 : 201).body(PaymentView.of(result));
    }

    @GetMapping
    Page<Map<String, @Nullable Object>> list(Caller caller, Paging paging, @RequestParam Map<String, String> query) {
        PaymentFilter filter = ReadPaymentFilter.of(query);
        List<Payment> rows = store.page(caller.account(), filter, paging.afterNumber(), paging.fetch());
        return Page.cut(rows, paging.limit(), payment -> Cursor.of(payment.number()))
                .map(PaymentView::of);
    }

    /** A payment with a page of its conversions, the newest first. */
    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(Caller caller, @PathVariable long id, Paging paging) {
        Payment payment = store.find(caller.account(), id).orElseThrow(() -> Problem.notFound("payment " + id));
        Map<String, @Nullable Object> view = PaymentView.of(payment);
        view.put("conversions", conversions.of(caller.account(), id, paging));
        return view;
    }

    @PostMapping("/{id}/send")
    Map<String, @Nullable Object> send(Caller caller, @PathVariable long id, Fields body) {
        body.done();
        return PaymentView.of(settle.send(caller.account(), id, caller.actor()));
    }

    @PostMapping("/{id}/void")
    Map<String, @Nullable Object> cancel(Caller caller, @PathVariable long id, Fields body) {
        body.done();
        return PaymentView.of(settle.cancel(caller.account(), id, caller.actor()));
    }

    private static Optional<String> key(@Nullable String key) {
        if (key != null && !key.matches("[!-~]{1,255}")) {
            throw Problem.badParameter("Idempotency-Key", "must be 1 to 255 visible characters of ASCII");
        }
        return Optional.ofNullable(key);
    }
}
