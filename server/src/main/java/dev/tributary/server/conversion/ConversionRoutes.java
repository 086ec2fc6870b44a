package dev.tributary.server.conversion;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The conversions of an account, their status, and credit by hand. */
@RestController
@RequestMapping("/api/v1/conversions")
class ConversionRoutes {
    private static final ConversionFields VIEW = new ConversionFields(ConversionFields.Ids.NUMBERS);

    private static final int MOST_REFUNDS = 200;

    private final ConversionStore store;
    private final Snapshots snapshots;
    private final CreditByHand credit;
    private final ChangeConversions change;
    private final Accounts accounts;

    ConversionRoutes(
            ConversionStore store,
            Snapshots snapshots,
            CreditByHand credit,
            ChangeConversions change,
            Accounts accounts) {
        this.store = store;
        this.snapshots = snapshots;
        this.credit = credit;
        this.change = change;
        this.accounts = accounts;
    }

    @GetMapping
    Page<Map<String, @Nullable Object>> list(Caller caller, Paging paging, @RequestParam Map<String, String> query) {
        ConversionFilter filter = ReadQuery.filter(query);
        List<Conversion> rows = store.page(caller.account(), filter, paging.afterNumber(), paging.fetch());
        Page<Conversion> page = Page.cut(rows, paging.limit(), row -> Cursor.of(row.number()));
        return new Page<>(views(caller.account(), page.data()), page.next_cursor());
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(Caller caller, @PathVariable String id) {
        return ReadQuery.number(id)
                .flatMap(number -> store.find(caller.account(), number))
                .map(conversion -> one(caller.account(), conversion))
                .orElseThrow(() -> Problem.notFound("conversion of this id"));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> credit(Caller caller, Fields body) {
        var usual = accounts.get(caller.account()).currency();
        return VIEW.of(credit.credit(caller.account(), ReadManualCredit.from(body, usual)));
    }

    @PostMapping("/status")
    Map<String, List<ChangeConversions.Result>> change(Caller caller, Fields body) {
        List<Long> ids = ReadStatusChange.ids(body);
        StatusChange wish = ReadStatusChange.change(body);
        body.done();
        return Map.of("results", change.all(caller.account(), ids, wish));
    }

    /** One conversion with what took it back. */
    private Map<String, @Nullable Object> one(AccountId account, Conversion conversion) {
        Map<String, @Nullable Object> view = VIEW.of(snapshots.of(account, conversion));
        view.put("refunds", views(account, store.refunds(account, conversion.number(), MOST_REFUNDS)));
        return view;
    }

    private List<Map<String, @Nullable Object>> views(AccountId account, List<Conversion> conversions) {
        return snapshots.of(account, conversions).stream().map(VIEW::of).toList();
    }
}
