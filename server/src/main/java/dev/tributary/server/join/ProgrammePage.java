package dev.tributary.server.join;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Installation;
import dev.tributary.server.mail.Outbox;
import dev.tributary.server.offer.Offers;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Tab;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Affiliates > Sign-up page, as it stands. */
@Component
class ProgrammePage {
    static final String PATH = "/console/affiliates/sign-up";

    private static final UUID AFTER_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final int SHOWN_INVITATIONS = 100;
    private static final int SHOWN_VERSIONS = 10;
    private static final int MOST_OFFERS = 200;

    private final Programmes programmes;
    private final JoinTermsStore terms;
    private final AffiliateInvitationStore invitations;
    private final Offers offers;
    private final Outbox outbox;
    private final Installation installation;
    private final InstantSource clock;

    ProgrammePage(
            Programmes programmes,
            JoinTermsStore terms,
            AffiliateInvitationStore invitations,
            Offers offers,
            Outbox outbox,
            Installation installation,
            InstantSource clock) {
        this.programmes = programmes;
        this.terms = terms;
        this.invitations = invitations;
        this.offers = offers;
        this.outbox = outbox;
        this.installation = installation;
        this.clock = clock;
    }

    static String path(Programme programme) {
        return PATH + "/" + programme.id();
    }

    ModelAndView of(Member member, Programme programme) {
        AccountId account = member.account().id();
        Map<String, Object> model = new HashMap<>();
        model.put("programme", programme);
        model.put("path", path(programme));
        model.put("url", installation.baseUrl() + programme.path());
        model.put("tabs", tabs(account, programme));
        model.put("offer", programme.about().offer().flatMap(number -> offers.find(account, number)));
        model.put("versions", terms.newest(account, programme.id(), Long.MAX_VALUE, SHOWN_VERSIONS));
        model.put(
                "invitations",
                invitations.open(account, programme.id(), AFTER_ALL, clock.instant(), SHOWN_INVITATIONS));
        model.put("offers", offers.named(account, invitedTo(account, programme)));
        model.put("mails", outbox.isOn());
        model.put("may", member.may(Permission.PROGRAMME));
        return new ModelAndView("join/programme", model);
    }

    /** The account's offers, to choose from. */
    List<Choice> offerChoices(Member member) {
        return offers.oldest(member.account().id(), MOST_OFFERS).stream()
                .map(offer -> Choice.of(String.valueOf(offer.number()), offer.name()))
                .toList();
    }

    private List<Long> invitedTo(AccountId account, Programme programme) {
        return invitations.open(account, programme.id(), AFTER_ALL, clock.instant(), SHOWN_INVITATIONS).stream()
                .map(AffiliateInvitation::offer)
                .distinct()
                .toList();
    }

    /** One per page where there are several. */
    private List<Tab> tabs(AccountId account, Programme current) {
        List<Programme> all = programmes.list(account);
        return all.size() == 1
                ? List.of()
                : all.stream()
                        .map(one -> Tab.of(one.name(), path(one), one.id().equals(current.id())))
                        .toList();
    }
}
