package dev.tributary.server.portal;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** In the console: a link that the merchant hands to an affiliate who has no other way in. */
@Controller
@RequestMapping("/console/affiliates/{number}/portal-link")
class PortalLinkRoutes {
    private final Affiliates affiliates;
    private final PortalLinks links;
    private final Installation installation;

    PortalLinkRoutes(Affiliates affiliates, PortalLinks links, Installation installation) {
        this.affiliates = affiliates;
        this.links = links;
        this.installation = installation;
    }

    @GetMapping
    ModelAndView ask(@Needs(Permission.PROGRAMME) Member member, @PathVariable long number) {
        return page(find(member, number), "");
    }

    /** The link stands in this answer and nowhere else, so it is no redirect. */
    @PostMapping
    ModelAndView make(@Needs(Permission.PROGRAMME) Member member, @PathVariable long number) {
        Affiliate affiliate = find(member, number);
        if (!Insider.isAdmitted(affiliate)) {
            throw Problem.conflict("The affiliate is " + affiliate.status().text() + ", and can't sign in.");
        }
        return page(
                affiliate, installation.baseUrl() + links.enter(member.account().id(), affiliate));
    }

    private Affiliate find(Member member, long number) {
        return affiliates
                .find(member.account().id(), number)
                .orElseThrow(() -> Problem.notFound("affiliate " + number));
    }

    private static ModelAndView page(Affiliate affiliate, String link) {
        return new ModelAndView(
                "portal/link", Map.of("affiliate", affiliate, "admitted", Insider.isAdmitted(affiliate), "link", link));
    }
}
