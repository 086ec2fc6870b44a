package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.offer.Offers;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** An affiliate's page, with the form that adds a trigger as it stands. */
@Component
class AffiliatePage {
    private static final int SHOWN_TRIGGERS = 20;

    private final TriggerStore triggers;
    private final Offers offers;

    AffiliatePage(TriggerStore triggers, Offers offers) {
        this.triggers = triggers;
        this.offers = offers;
    }

    ModelAndView of(Member member, Affiliate affiliate, Form trigger, HttpStatus status) {
        AccountId account = member.account().id();
        TriggerSearch all = TriggerSearch.ofAffiliate(affiliate.number());
        List<Trigger> held = triggers.newest(account, all, Long.MAX_VALUE, SHOWN_TRIGGERS + 1);
        Map<String, Object> model = new HashMap<>();
        model.put("affiliate", affiliate);
        model.put("path", AffiliatePages.path(affiliate.number()));
        model.put("offer", offers.find(account, affiliate.offer()).orElseThrow());
        model.put("moves", StatusMove.from(affiliate.status()));
        model.put("triggers", held.stream().limit(SHOWN_TRIGGERS).toList());
        model.put("moreTriggers", held.size() > SHOWN_TRIGGERS ? all.filters().url() : "");
        model.put("form", trigger);
        model.put("may", member.may(Permission.PROGRAMME));
        ModelAndView page = new ModelAndView("affiliate/affiliate", model);
        page.setStatus(status);
        return page;
    }
}
