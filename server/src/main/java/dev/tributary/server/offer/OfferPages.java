package dev.tributary.server.offer;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Filters;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Offers to look at, the oldest first. */
@Controller
@RequestMapping(OfferPages.PATH)
class OfferPages {
    static final String PATH = "/console/offers";

    private final OfferStore store;
    private final AffiliateCounts counts;

    OfferPages(OfferStore store, AffiliateCounts counts) {
        this.store = store;
        this.counts = counts;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging) {
        AccountId account = member.account().id();
        List<Offer> offers = store.page(account, paging.afterNumber().orElse(0L), paging.fetch());
        Page<Offer> page = Page.cut(offers, paging.limit(), offer -> Cursor.of(offer.number()));
        Map<Long, Long> affiliates =
                counts.of(account, page.data().stream().map(Offer::number).toList());
        Filters all = Filters.at(PATH);
        return new ModelAndView(
                "offer/offers",
                Map.of(
                        "rows",
                        page.map(offer -> row(member, offer, affiliates)).data(),
                        "may",
                        member.may(Permission.PROGRAMME),
                        "first",
                        all.first(paging),
                        "next",
                        all.next(page)));
    }

    @GetMapping("/{number}")
    ModelAndView show(Member member, @PathVariable long number) {
        AccountId account = member.account().id();
        Offer offer = store.find(account, number).orElseThrow(() -> Problem.notFound("offer " + number));
        return new ModelAndView(
                "offer/offer",
                Map.of(
                        "row",
                        row(member, offer, counts.of(account, List.of(number))),
                        "may",
                        member.may(Permission.PROGRAMME)));
    }

    private static OfferRow row(Member member, Offer offer, Map<Long, Long> affiliates) {
        return OfferRow.of(offer, member.account().currency(), affiliates.getOrDefault(offer.number(), 0L));
    }
}
