package dev.tributary.server.click;

import dev.tributary.server.access.Caller;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's clicks and how many there were. */
@RestController
@RequestMapping("/api/v1/clicks")
class ClickRoutes {
    private final Clicks clicks;
    private final Accounts accounts;
    private final InstantSource clock;

    ClickRoutes(Clicks clicks, Accounts accounts, InstantSource clock) {
        this.clicks = clicks;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping
    Page<Map<String, @Nullable Object>> list(Caller caller, Paging paging, @RequestParam Map<String, String> query) {
        ClickFilter filter = read(caller.account(), query).filter();
        Optional<Clicks.Position> before = paging.cursor().map(ClickRoutes::position);
        List<StoredClick> rows = clicks.page(caller.account(), filter, before, paging.fetch());
        return Page.cut(rows, paging.limit(), ClickRoutes::cursor).map(ClickRoutes::view);
    }

    @GetMapping("/figures")
    Page<Map<String, @Nullable Object>> figures(
            Caller caller, @RequestParam Map<String, String> query, @RequestParam(defaultValue = "day") String by) {
        ReadClickQuery read = read(caller.account(), query);
        ClickFilter filter = read.filter();
        Days days = read.days(clock.instant());
        if (by.equals("day")) {
            List<DayClicks> found = clicks.byDay(caller.account(), filter, days);
            return new Page<>(found.stream().map(ClickRoutes::view).toList(), null);
        }
        Grouping grouping = Grouping.parse(by)
                .orElseThrow(() -> Problem.badParameter("by", "must be day, sub_id, referer or affiliate"));
        List<ClickFigure> found = clicks.by(caller.account(), filter, grouping, days);
        return new Page<>(found.stream().map(figure -> view(figure, grouping)).toList(), null);
    }

    static String cursor(StoredClick row) {
        return Cursor.of("k", row.click().at().toString(), row.id().toString());
    }

    static Clicks.Position position(String cursor) {
        List<String> parts = Cursor.parts(cursor, 3);
        try {
            return ClickId.parse(parts.getLast())
                    .filter(id -> parts.getFirst().equals("k"))
                    .map(id -> new Clicks.Position(Instant.parse(parts.get(1)), id))
                    .orElseThrow(Cursor::malformed);
        } catch (DateTimeException e) {
            throw Cursor.malformed();
        }
    }

    private ReadClickQuery read(AccountId account, Map<String, String> query) {
        return new ReadClickQuery(query, accounts.get(account).zone());
    }

    private static Map<String, @Nullable Object> view(StoredClick stored) {
        Click click = stored.click();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", stored.id().toString());
        view.put("created", click.at().truncatedTo(ChronoUnit.MILLIS).toString());
        view.put("affiliate_id", click.affiliate());
        view.put("affiliate_code", click.code());
        view.put("landed_url", click.landedUrl());
        view.put("referer", click.referer().orElse(null));
        view.put("ip", click.ip().orElse(null));
        view.put("sub_id", click.subId().orElse(null));
        view.put("creative_id", click.creativeId().orElse(null));
        view.put("device", stored.device().name());
        view.put("via", stored.door().name());
        return view;
    }

    private static Map<String, @Nullable Object> view(DayClicks figure) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("day", figure.day().toString());
        view.put("clicks", figure.clicks());
        return view;
    }

    private static Map<String, @Nullable Object> view(ClickFigure figure, Grouping grouping) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        switch (grouping) {
            case AFFILIATE -> view.put("affiliate_id", Long.parseLong(figure.name()));
            case SUB_ID, REFERER -> view.put(grouping.text(), figure.name().isEmpty() ? null : figure.name());
        }
        view.put("clicks", figure.clicks());
        return view;
    }
}
