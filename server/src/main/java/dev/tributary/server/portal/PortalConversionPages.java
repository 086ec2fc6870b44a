package dev.tributary.server.portal;

import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.conversion.Conversions;
import dev.tributary.server.conversion.OwnConversion;
import dev.tributary.server.conversion.Status;
import dev.tributary.server.page.FilterQuery;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An affiliate's own conversions, without a word about customers. */
@Controller
class PortalConversionPages {
    static final String PATH = "/portal/conversions";

    private final Conversions conversions;

    PortalConversionPages(Conversions conversions) {
        this.conversions = conversions;
    }

    @GetMapping(PATH)
    ModelAndView list(Insider insider, Paging paging, @RequestParam Map<String, String> query) {
        FilterQuery url = new FilterQuery(PATH, query, List.of("status"));
        Optional<Status> status =
                url.value("status", PortalConversionPages::status, "must be pending, approved, denied or unqualified");
        List<OwnConversion> found = url.isSound()
                ? conversions.earned(insider.in(), insider.number(), status, paging.afterNumber(), paging.fetch())
                : List.of();
        Page<OwnConversion> rows = Page.cut(found, paging.limit(), row -> Cursor.of(row.number()));
        Map<String, Object> model = new HashMap<>();
        model.put("insider", insider);
        model.put("rows", rows.data());
        model.put("form", url.form());
        model.put("active", url.isActive());
        model.put("first", paging.cursor().isPresent() ? url.url() : "");
        model.put("next", url.url(Optional.ofNullable(rows.next_cursor())));
        ModelAndView page = new ModelAndView("portal/conversions", model);
        page.setStatus(url.isSound() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return page;
    }

    private static Optional<Status> status(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
