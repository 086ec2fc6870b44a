package dev.tributary.server.portal;

import dev.tributary.server.click.ClickFigure;
import dev.tributary.server.click.ClickFilter;
import dev.tributary.server.click.Clicks;
import dev.tributary.server.click.DayClicks;
import dev.tributary.server.click.Days;
import dev.tributary.server.click.Grouping;
import dev.tributary.server.page.Tab;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An affiliate's own clicks: by day, by sub id and by where they came from. */
@Controller
class PortalClickPages {
    static final String PATH = "/portal/clicks";
    private static final List<Integer> SPANS = List.of(7, 30, 90);
    private static final int USUAL = 30;
    private static final int MOST_GROUPS = 20;

    private final Clicks clicks;
    private final InstantSource clock;

    PortalClickPages(Clicks clicks, InstantSource clock) {
        this.clicks = clicks;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView show(Insider insider, @RequestParam(defaultValue = "30") String days) {
        int span = SPANS.stream()
                .filter(known -> String.valueOf(known).equals(days))
                .findFirst()
                .orElse(USUAL);
        Days asked = Days.until(clock.instant(), span, insider.account().zone());
        ClickFilter own = ClickFilter.of(insider.number());
        List<DayClicks> byDay = clicks.byDay(insider.in(), own, asked);
        Map<String, Object> model = new HashMap<>();
        model.put("insider", insider);
        model.put("tabs", tabs(span));
        model.put("chart", ClickChart.of(byDay));
        model.put("total", byDay.stream().mapToLong(DayClicks::clicks).sum());
        model.put("subIds", figures(insider, own, Grouping.SUB_ID, asked));
        model.put("referers", figures(insider, own, Grouping.REFERER, asked));
        return new ModelAndView("portal/clicks", model);
    }

    private List<ClickFigure> figures(Insider insider, ClickFilter own, Grouping by, Days days) {
        return clicks.by(insider.in(), own, by, days).stream()
                .limit(MOST_GROUPS)
                .toList();
    }

    private static List<Tab> tabs(int current) {
        return SPANS.stream()
                .map(span -> Tab.of(span + " days", PATH + "?days=" + span, span == current))
                .toList();
    }
}
