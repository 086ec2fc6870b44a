package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.page.Filters;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The triggers of all affiliates, the newest first. */
@Controller
@RequestMapping(TriggerPages.PATH)
class TriggerPages {
    static final String PATH = "/console/triggers";

    private final TriggerStore store;
    private final FindAffiliates find;

    TriggerPages(TriggerStore store, FindAffiliates find) {
        this.store = store;
        this.find = find;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging, @RequestParam Map<String, String> query) {
        AccountId account = member.account().id();
        TriggerSearch search = TriggerSearch.of(query);
        Filters filters = search.filters();
        List<Trigger> found =
                store.newest(account, search, paging.afterNumber().orElse(Long.MAX_VALUE), paging.fetch());
        Page<Trigger> page = Page.cut(found, paging.limit(), trigger -> Cursor.of(trigger.number()));
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows(account, page.data()));
        model.put("filters", filters);
        model.put("may", member.may(Permission.PROGRAMME));
        model.put("first", filters.first(paging));
        model.put("next", filters.next(page));
        return new ModelAndView("affiliate/triggers", model);
    }

    private List<TriggerRow> rows(AccountId account, List<Trigger> triggers) {
        Map<Long, Affiliate> holders = find.named(
                account, triggers.stream().map(Trigger::affiliate).distinct().toList());
        return triggers.stream()
                .flatMap(trigger -> Stream.ofNullable(holders.get(trigger.affiliate()))
                        .map(holder -> TriggerRow.of(trigger, holder)))
                .toList();
    }
}
