package dev.tributary.server.click;

import dev.tributary.server.access.Member;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.page.FilterQuery;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The clicks of an account, and how many there were by day and by what they have in common. */
@Controller
@RequestMapping(ClickPages.PATH)
class ClickPages {
    static final String PATH = "/console/clicks";
    private static final int TOP = 8;

    private final Clicks clicks;
    private final Affiliates affiliates;
    private final InstantSource clock;

    ClickPages(Clicks clicks, Affiliates affiliates, InstantSource clock) {
        this.clicks = clicks;
        this.affiliates = affiliates;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging, @RequestParam Map<String, String> query) {
        AccountId account = member.account().id();
        Optional<Clicks.Position> before = paging.cursor().map(ClickRoutes::position);
        ClickQuery asked = ClickQuery.read(query, member.account().zone(), clock.instant());
        FilterQuery url = asked.url();
        List<StoredClick> rows =
                url.isSound() ? clicks.page(account, asked.filter(), before, paging.fetch()) : List.of();
        Page<StoredClick> page = Page.cut(rows, paging.limit(), ClickRoutes::cursor);
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows(account, page.data()));
        model.put("figures", figures(account, asked));
        model.put("form", url.form());
        model.put("active", url.isActive());
        model.put("here", url.url());
        model.put("first", before.isPresent() ? url.url() : "");
        model.put("next", url.url(Optional.ofNullable(page.next_cursor())));
        ModelAndView list = new ModelAndView("click/list", model);
        list.setStatus(url.isSound() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return list;
    }

    private ClickFigures figures(AccountId account, ClickQuery asked) {
        if (!asked.url().isSound()) {
            return ClickFigures.NONE;
        }
        return ClickFigures.of(
                clicks.byDay(account, asked.filter(), asked.days()),
                affiliates(account, asked),
                group(account, asked, Grouping.REFERER).stream()
                        .map(figure -> top(figure, "referer", asked))
                        .toList(),
                group(account, asked, Grouping.SUB_ID).stream()
                        .map(figure -> top(figure, "subid", asked))
                        .toList());
    }

    private List<ClickFigures.Top> affiliates(AccountId account, ClickQuery asked) {
        List<ClickFigure> found = group(account, asked, Grouping.AFFILIATE);
        Map<Long, String> names = affiliates.names(
                account,
                found.stream().map(figure -> Long.parseLong(figure.name())).toList());
        return found.stream()
                .map(figure -> new ClickFigures.Top(
                        names.getOrDefault(Long.parseLong(figure.name()), figure.name()),
                        asked.narrowed("affiliate", figure.name()),
                        figure.clicks()))
                .toList();
    }

    private static ClickFigures.Top top(ClickFigure figure, String parameter, ClickQuery asked) {
        return new ClickFigures.Top(figure.name(), asked.narrowed(parameter, figure.name()), figure.clicks());
    }

    private List<ClickRow> rows(AccountId account, List<StoredClick> page) {
        Map<Long, String> names = affiliates.names(
                account,
                page.stream().map(row -> row.click().affiliate()).distinct().toList());
        return page.stream()
                .map(row -> ClickRow.of(row, names.getOrDefault(row.click().affiliate(), "")))
                .toList();
    }

    private List<ClickFigure> group(AccountId account, ClickQuery asked, Grouping grouping) {
        return clicks.by(account, asked.filter(), grouping, asked.days()).stream()
                .limit(TOP)
                .toList();
    }
}
