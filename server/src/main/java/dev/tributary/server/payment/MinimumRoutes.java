package dev.tributary.server.payment;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** From what balance on an account pays. */
@RestController
@RequestMapping("/api/v1/payments/settings")
class MinimumRoutes {
    private final MinimumStore store;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    MinimumRoutes(MinimumStore store, Accounts accounts, TransactionTemplate transaction) {
        this.store = store;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @GetMapping
    ResponseEntity<Map<String, String>> read(Caller caller) {
        return answer(store.find(accounts.get(caller.account())));
    }

    @PatchMapping
    ResponseEntity<Map<String, String>> change(
            Caller caller, Fields body, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Account account = accounts.get(caller.account());
        Optional<Money> wanted = ReadRun.minimum(body, account.currency());
        body.done();
        return answer(transaction.execute(status -> {
            Money old = store.lock(account);
            Revision.require(ifMatch, tag(old));
            Money minimum = wanted.orElse(old);
            store.change(account, minimum.amount());
            return minimum;
        }));
    }

    private static ResponseEntity<Map<String, String>> answer(Money minimum) {
        return ResponseEntity.ok()
                .eTag(tag(minimum))
                .body(Map.of(
                        "minimum",
                        minimum.text(),
                        "currency",
                        minimum.currency().getCurrencyCode()));
    }

    private static String tag(Money minimum) {
        return Revision.ofState(List.of(minimum.text(), minimum.currency()));
    }
}
