package dev.tributary.server.join;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.affiliate.AffiliateDoor;
import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.mail.Outbox;
import dev.tributary.server.offer.OfferWords;
import dev.tributary.server.offer.Offers;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The pages that people see who want to join. */
@Component
class JoinPage {
    private final Offers offers;
    private final Accounts accounts;
    private final Outbox outbox;
    private final ObjectProvider<AffiliateDoor> door;

    JoinPage(Offers offers, Accounts accounts, Outbox outbox, ObjectProvider<AffiliateDoor> door) {
        this.offers = offers;
        this.accounts = accounts;
        this.outbox = outbox;
        this.door = door;
    }

    /**
     * A form as it is to be shown.
     *
     * @param action where it is sent; empty in a preview, which is sent nowhere
     * @param token what it carries; empty where the link is enough
     * @param note why it is shown again, beside what is wrong in its fields; empty for nothing
     */
    record Shown(Form form, String action, String token, String note) {}

    ModelAndView form(
            AccountId account,
            Programme programme,
            Optional<AffiliateInvitation> invitation,
            Shown shown,
            HttpStatus status) {
        Map<String, Object> model = model(programme);
        model.put("form", shown.form());
        model.put("action", shown.action());
        model.put("token", shown.token());
        model.put("note", shown.note());
        model.put("labels", JoinFields.labels(programme));
        model.put("invited", invitation.map(AffiliateInvitation::email).orElse(""));
        offer(account, programme, invitation).ifPresent(offer -> model.put("offer", offer));
        return page("join/page", model, status);
    }

    ModelAndView thanks(Programme programme, WhatNext next) {
        Map<String, Object> model = model(programme);
        model.put("next", next);
        model.put("mails", outbox.isOn());
        model.put("signIn", door.stream().findFirst().map(AffiliateDoor::signInUrl).orElse(""));
        return page("join/thanks", model, HttpStatus.OK);
    }

    /** To confirm an address takes a button: programs that look through mail open links. */
    ModelAndView confirm(Programme programme, String action) {
        Map<String, Object> model = model(programme);
        model.put("action", action);
        return page("join/confirm", model, HttpStatus.OK);
    }

    ModelAndView closed(Programme programme, HttpStatus status) {
        return message(programme.name(), "This programme takes no new affiliates at the moment.", status);
    }

    /** For whoever followed a link that leads nowhere, or no longer. */
    ModelAndView message(String title, String text, HttpStatus status) {
        return page("join/message", new HashMap<>(Map.of("title", title, "text", text)), status);
    }

    static WhatNext next(Programme programme) {
        return programme.about().born() == AffiliateStatus.ACTIVE ? WhatNext.START : WhatNext.WAIT;
    }

    private Optional<OfferWords> offer(
            AccountId account, Programme programme, Optional<AffiliateInvitation> invitation) {
        return invitation
                .map(AffiliateInvitation::offer)
                .or(() -> programme.about().offer())
                .flatMap(number -> offers.find(account, number))
                .map(offer -> new OfferWords(offer, accounts.get(account).currency()));
    }

    private static Map<String, Object> model(Programme programme) {
        return new HashMap<>(Map.of("programme", programme));
    }

    private static ModelAndView page(String template, Map<String, Object> model, HttpStatus status) {
        ModelAndView page = new ModelAndView(template, model);
        page.setStatus(status);
        return page;
    }
}
