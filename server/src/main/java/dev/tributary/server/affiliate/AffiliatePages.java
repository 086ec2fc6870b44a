package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.Offers;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Filters;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Affiliates to look at, the newest first. */
@Controller
@RequestMapping(AffiliatePages.PATH)
class AffiliatePages {
    static final String PATH = "/console/affiliates";
    static final int MOST_OFFERS = 200;

    private final FindAffiliates find;
    private final AffiliateStore store;
    private final Offers offers;
    private final AffiliatePage page;

    AffiliatePages(FindAffiliates find, AffiliateStore store, Offers offers, AffiliatePage page) {
        this.find = find;
        this.store = store;
        this.offers = offers;
        this.page = page;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging, @RequestParam Map<String, String> query) {
        AccountId account = member.account().id();
        AffiliateSearch search = AffiliateSearch.of(query);
        Filters filters = search.filters();
        List<Affiliate> found =
                find.newest(account, search, paging.afterNumber().orElse(Long.MAX_VALUE), paging.fetch());
        Page<Affiliate> rows = Page.cut(found, paging.limit(), affiliate -> Cursor.of(affiliate.number()));
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows.data());
        model.put("offers", named(account, rows.data()));
        model.put("offerChoices", offerChoices(account));
        model.put("statusChoices", statusChoices());
        model.put("filters", filters);
        model.put("moves", search.status().map(StatusMove::from).orElse(StatusMove.ANY));
        model.put("may", member.may(Permission.PROGRAMME));
        model.put("first", filters.first(paging));
        model.put("next", filters.next(rows));
        return new ModelAndView("affiliate/affiliates", model);
    }

    @GetMapping("/{number}")
    ModelAndView show(Member member, @PathVariable long number) {
        return page.of(member, find(member, number), TriggerForm.BLANK, HttpStatus.OK);
    }

    static String path(long number) {
        return PATH + "/" + number;
    }

    private Affiliate find(Member member, long number) {
        return store.find(member.account().id(), number).orElseThrow(() -> Problem.notFound("affiliate " + number));
    }

    private Map<Long, Offer> named(AccountId account, List<Affiliate> rows) {
        return offers.named(
                account, rows.stream().map(Affiliate::offer).distinct().toList());
    }

    private List<Choice> offerChoices(AccountId account) {
        List<Choice> choices = new ArrayList<>(List.of(Choice.of("", "Any")));
        offers.oldest(account, MOST_OFFERS)
                .forEach(offer -> choices.add(Choice.of(String.valueOf(offer.number()), offer.name())));
        return choices;
    }

    private static List<Choice> statusChoices() {
        List<Choice> choices = new ArrayList<>(List.of(Choice.of("", "Any")));
        Arrays.stream(AffiliateStatus.values()).forEach(status -> choices.add(Choice.of(status.name(), status.text())));
        return choices;
    }
}
