package dev.tributary.server.conversion;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.page.FilterQuery;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The list of conversions, as it is first seen and as it comes back with what is wrong with the form around it. */
@Component
class ConversionList {
    private final ConversionStore store;
    private final Snapshots snapshots;

    ConversionList(ConversionStore store, Snapshots snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    /**
     * The list.
     *
     * @param bulk the form around the rows: which of them are chosen, and what is wrong with the rest
     */
    ModelAndView of(String template, Member member, ConversionQuery asked, Paging paging, Form bulk) {
        FilterQuery url = asked.url();
        Page<Conversion> page = page(member.account().id(), asked, paging);
        Map<String, Object> model = new HashMap<>();
        model.put("rows", rows(member.account().id(), page.data()));
        model.put("form", url.form());
        model.put("bulk", bulk.scoped("bulk"));
        model.put("active", url.isActive());
        model.put("may", member.may(Permission.CONVERSIONS));
        model.put("here", url.url());
        model.put("change", url.url(ConversionChangeRoutes.BULK));
        model.put("first", paging.cursor().isPresent() ? url.url() : "");
        model.put("next", url.url(Optional.ofNullable(page.next_cursor())));
        ModelAndView list = new ModelAndView(template, model);
        list.setStatus(status(url, bulk));
        return list;
    }

    private Page<Conversion> page(AccountId account, ConversionQuery asked, Paging paging) {
        Optional<Long> before = paging.afterNumber();
        List<Conversion> rows =
                asked.url().isSound() ? store.page(account, asked.filter(), before, paging.fetch()) : List.of();
        return Page.cut(rows, paging.limit(), row -> Cursor.of(row.number()));
    }

    private List<ListedConversion> rows(AccountId account, List<Conversion> conversions) {
        return snapshots.of(account, conversions).stream()
                .map(ListedConversion::of)
                .toList();
    }

    private static HttpStatus status(FilterQuery url, Form bulk) {
        if (!url.isSound()) {
            return HttpStatus.BAD_REQUEST;
        }
        return bulk.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
