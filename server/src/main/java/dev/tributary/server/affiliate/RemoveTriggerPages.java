package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Go;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks before a trigger is removed; {@code from=affiliate} leads back to the affiliate's page, else to the list. */
@Controller
@RequestMapping(TriggerPages.PATH + "/{number}/remove")
class RemoveTriggerPages {
    private final Triggers triggers;
    private final TriggerStore store;
    private final AffiliateStore affiliates;

    RemoveTriggerPages(Triggers triggers, TriggerStore store, AffiliateStore affiliates) {
        this.triggers = triggers;
        this.store = store;
        this.affiliates = affiliates;
    }

    @GetMapping
    ModelAndView ask(
            @Needs(Permission.PROGRAMME) Member member,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String from) {
        Trigger trigger = find(member, number);
        Affiliate affiliate =
                affiliates.find(member.account().id(), trigger.affiliate()).orElseThrow(() -> none(number));
        return new ModelAndView(
                "affiliate/remove-trigger",
                Map.of("row", TriggerRow.of(trigger, affiliate), "back", back(trigger, from), "from", from));
    }

    @PostMapping
    ModelAndView remove(
            @Needs(Permission.PROGRAMME) Member member,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String from) {
        Trigger trigger = find(member, number);
        triggers.remove(member.account().id(), number);
        return new ModelAndView(Go.to(back(trigger, from)).saying("The trigger is removed."));
    }

    private Trigger find(Member member, long number) {
        return store.find(member.account().id(), number).orElseThrow(() -> none(number));
    }

    private static String back(Trigger trigger, String from) {
        return from.equals("affiliate") ? AffiliatePages.path(trigger.affiliate()) : TriggerPages.PATH;
    }

    private static Problem none(long number) {
        return Problem.notFound("trigger " + number);
    }
}
