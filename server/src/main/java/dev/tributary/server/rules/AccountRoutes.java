package dev.tributary.server.rules;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Revision;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account that the key belongs to, with its rules. */
@RestController
@RequestMapping("/api/v1/account")
class AccountRoutes {
    private final Accounts accounts;

    AccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    ResponseEntity<AccountView> read(Caller caller) {
        return answer(accounts.get(caller.account()));
    }

    @PatchMapping
    ResponseEntity<AccountView> change(
            Caller caller, Fields body, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(accounts.change(caller.account(), old -> {
            Revision.require(ifMatch, old.version());
            return new ReadRules(body).change(old);
        }));
    }

    private static ResponseEntity<AccountView> answer(Account account) {
        return ResponseEntity.ok().eTag(Revision.of(account.version())).body(AccountView.of(account));
    }
}
