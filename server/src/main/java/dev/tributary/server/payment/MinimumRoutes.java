package dev.tributary.server.payment;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Money;
import dev.tributary.server.api.Fields;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** From what balance on an account pays. */
@RestController
@RequestMapping("/api/v1/payments/settings")
class MinimumRoutes {
    private final MinimumStore store;
    private final Accounts accounts;

    MinimumRoutes(MinimumStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    @GetMapping
    Map<String, String> read(Caller caller) {
        return view(store.find(accounts.get(caller.account())));
    }

    @PatchMapping
    Map<String, String> change(Caller caller, Fields body) {
        Account account = accounts.get(caller.account());
        Money minimum = ReadRun.minimum(body, account.currency()).orElseGet(() -> store.find(account));
        body.done();
        store.change(account, minimum.amount());
        return view(minimum);
    }

    private static Map<String, String> view(Money minimum) {
        return Map.of("minimum", minimum.text(), "currency", minimum.currency().getCurrencyCode());
    }
}
