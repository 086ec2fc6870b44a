package dev.tributary.server.portal;

import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.affiliate.Trigger;
import dev.tributary.server.api.FieldError;
import dev.tributary.server.click.ShopLinks;
import dev.tributary.server.page.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Links and coupons to share. A link is built by a form whose answer has an URL of its own: it changes nothing. */
@Controller
class PortalLinkPages {
    static final String PATH = "/portal/links";
    private static final int MOST_COUPONS = 100;

    private final Affiliates affiliates;
    private final ShopLinks shop;

    PortalLinkPages(Affiliates affiliates, ShopLinks shop) {
        this.affiliates = affiliates;
        this.shop = shop;
    }

    @GetMapping(PATH)
    ModelAndView show(Insider insider, @RequestParam Map<String, String> query) {
        ShareLink wanted = new ShareLink(value(query, "page"), value(query, "subid"), value(query, "creative"));
        boolean asked = query.containsKey("page");
        List<FieldError> faults = asked ? wanted.faults() : List.of();
        Map<String, Object> model = new HashMap<>();
        model.put("insider", insider);
        model.put("form", Form.refused(shown(wanted), faults));
        boolean built = asked && faults.isEmpty();
        model.put("link", built ? wanted.with(referral(insider)) : "");
        model.put("redirect", built ? redirect(insider, wanted) : "");
        model.put("home", home(insider));
        model.put("coupons", coupons(insider));
        ModelAndView page = new ModelAndView("portal/links", model);
        page.setStatus(faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** The link for places without a script; empty if the page is none of the shop's. */
    private String redirect(Insider insider, ShareLink wanted) {
        return shop.redirect(insider.in(), wanted.values(referral(insider)), wanted.bare())
                .orElse("");
    }

    /** The affiliate's link to the shop's front page; empty if nobody has said where that is. */
    private String home(Insider insider) {
        return shop.home(insider.in())
                .map(page -> new ShareLink(page, "", "").with(referral(insider)))
                .orElse("");
    }

    private static String referral(Insider insider) {
        return insider.affiliate().linkParameter();
    }

    private List<String> coupons(Insider insider) {
        return affiliates.coupons(insider.in(), insider.number(), MOST_COUPONS).stream()
                .map(Trigger::value)
                .toList();
    }

    private static Map<String, String[]> shown(ShareLink wanted) {
        return Map.of(
                "page", new String[] {wanted.page()},
                "subid", new String[] {wanted.subId()},
                "creative", new String[] {wanted.creative()});
    }

    private static String value(Map<String, String> query, String name) {
        return query.getOrDefault(name, "").strip();
    }
}
