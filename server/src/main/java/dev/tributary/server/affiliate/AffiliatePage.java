package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.offer.Offers;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** An affiliate's page, with the form that adds a trigger as it stands. */
@Component
class AffiliatePage {
    private static final int SHOWN_TRIGGERS = 20;
    private static final int SHOWN_NOTES = 200;

    private final TriggerStore triggers;
    private final Offers offers;
    private final AffiliateNoteStore notes;
    private final ObjectProvider<Provenance> provenance;

    AffiliatePage(
            TriggerStore triggers, Offers offers, AffiliateNoteStore notes, ObjectProvider<Provenance> provenance) {
        this.triggers = triggers;
        this.offers = offers;
        this.notes = notes;
        this.provenance = provenance;
    }

    ModelAndView of(Member member, Affiliate affiliate, Form trigger, HttpStatus status) {
        return page(member, affiliate, trigger, Form.EMPTY, status);
    }

    /** With the form of a note as it stands. */
    ModelAndView withNote(Member member, Affiliate affiliate, Form note, HttpStatus status) {
        return page(member, affiliate, TriggerForm.BLANK, note, status);
    }

    private ModelAndView page(Member member, Affiliate affiliate, Form trigger, Form note, HttpStatus status) {
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
        model.put("noteForm", note.scoped("note"));
        model.put("notes", notes.newest(account, affiliate.number(), SHOWN_NOTES));
        Optional<Provenance.Entry> entry =
                provenance.stream().findFirst().flatMap(known -> known.of(account, affiliate.number()));
        model.put("entry", entry);
        model.put("wish", entry.flatMap(Provenance.Entry::coupon).orElse(""));
        model.put("holder", entry.flatMap(Provenance.Entry::coupon).flatMap(coupon -> holder(account, coupon)));
        model.put("may", member.may(Permission.PROGRAMME));
        ModelAndView page = new ModelAndView("affiliate/affiliate", model);
        page.setStatus(status);
        return page;
    }

    /** Who has a coupon that this one wishes for. */
    private Optional<Long> holder(AccountId account, String coupon) {
        return triggers.byValue(account, Trigger.normal(coupon)).map(Trigger::affiliate);
    }
}
