package dev.tributary.server.portal;

import dev.tributary.server.click.ClickFilter;
import dev.tributary.server.click.Clicks;
import dev.tributary.server.click.DayClicks;
import dev.tributary.server.click.Days;
import dev.tributary.server.click.ShopLinks;
import dev.tributary.server.conversion.Conversions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page: how things stand, and the link to share. */
@Controller
@RequestMapping(PortalOverviewPages.PATH)
class PortalOverviewPages {
    static final String PATH = "/portal";
    private static final int MONTH = 30;

    private final Conversions conversions;
    private final Clicks clicks;
    private final Admission admission;
    private final AccessStore access;
    private final ShopLinks shop;
    private final InstantSource clock;

    PortalOverviewPages(
            Conversions conversions,
            Clicks clicks,
            Admission admission,
            AccessStore access,
            ShopLinks shop,
            InstantSource clock) {
        this.shop = shop;
        this.conversions = conversions;
        this.clicks = clicks;
        this.admission = admission;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@EvenPending Insider insider, HttpServletRequest request) {
        if (!insider.isActive()) {
            return new ModelAndView("portal/pending", Map.of("insider", insider));
        }
        Instant now = clock.instant();
        Days month = Days.until(now, MONTH, insider.account().zone());
        List<DayClicks> days = clicks.byDay(insider.in(), ClickFilter.of(insider.number()), month);
        Map<String, Object> model = new HashMap<>();
        model.put("insider", insider);
        model.put("link", link(insider));
        model.put("clicksToday", days.getLast().clicks());
        model.put("clicksMonth", days.stream().mapToLong(DayClicks::clicks).sum());
        model.put("chart", ClickChart.of(days));
        model.put(
                "today",
                sums(insider, Days.until(now, 1, insider.account().zone()).begin()));
        model.put("month", sums(insider, month.begin()));
        model.put("ever", sums(insider, Instant.EPOCH));
        model.put("password", needsPassword(insider, request));
        return new ModelAndView("portal/overview", model);
    }

    /** To the shop's front page; only its end where nobody has said where that is. */
    private String link(Insider insider) {
        String referral = insider.affiliate().linkParameter();
        return shop.home(insider.in())
                .map(page -> new ShareLink(page, "", "").with(referral))
                .orElse("?" + referral);
    }

    private Sums sums(Insider insider, Instant since) {
        return new Sums(
                conversions.earnings(insider.in(), insider.number(), since),
                insider.account().currency());
    }

    /** Whoever came by a link and has no password can't come back by themselves. */
    private boolean needsPassword(Insider insider, HttpServletRequest request) {
        return admission.session(request).filter(SignedPortal::byLink).isPresent()
                && access.password(insider.in(), insider.number()).isEmpty();
    }
}
