package dev.tributary.server.conversion;

import dev.tributary.server.access.Member;
import dev.tributary.server.account.Account;
import dev.tributary.server.api.Problem;
import dev.tributary.server.offer.Offer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The tier that an affiliate has reached: a part of the affiliate's page. */
@Controller
@RequestMapping(ConversionPages.PATH + "/tier")
class TierPages {
    private final Partners partners;
    private final ReachTiers reach;
    private final InstantSource clock;

    TierPages(Partners partners, ReachTiers reach, InstantSource clock) {
        this.partners = partners;
        this.reach = reach;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(Member member, @RequestParam(name = "affiliate", defaultValue = "") String number) {
        Account account = member.account();
        Partner partner = ReadQuery.number(number)
                .flatMap(affiliate -> partners.find(account.id(), affiliate))
                .orElseThrow(() -> Problem.notFound("such affiliate"));
        Offer offer = partner.offer();
        List<TierStanding> standing = offer.tiers().stream()
                .map(tiers -> TierStanding.of(
                        offer,
                        tiers,
                        reach.reached(account, partner.number(), tiers, clock.instant()),
                        account.currency()))
                .toList();
        return new ModelAndView("conversion/tier", Map.of("standing", standing));
    }
}
