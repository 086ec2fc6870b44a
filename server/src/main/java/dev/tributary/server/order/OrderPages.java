package dev.tributary.server.order;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.FilterQuery;
import dev.tributary.server.page.Go;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The orders that came in, and the page of each. */
@Controller
@RequestMapping(OrderPages.PATH)
class OrderPages {
    static final String PATH = "/console/orders";
    static final List<String> NAMES = List.of("order", "source", "from", "to");
    private static final int MOST_SOURCES = 200;
    private static final int MOST_MESSAGES = 50;

    private final Orders orders;
    private final ReprocessOrders again;
    private final Sources sources;
    private final MessageStore messages;

    OrderPages(Orders orders, ReprocessOrders again, Sources sources, MessageStore messages) {
        this.orders = orders;
        this.again = again;
        this.sources = sources;
        this.messages = messages;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging, @RequestParam Map<String, String> query) {
        FilterQuery asked = new FilterQuery(PATH, query, NAMES);
        OrderFilter filter = filter(asked, member.account().zone());
        Optional<OrderId> before = paging.cursor().map(OrderRoutes::position);
        List<Receipt> rows =
                asked.isSound() ? orders.page(member.account().id(), filter, before, paging.fetch()) : List.of();
        Page<Receipt> page = Page.cut(
                rows, paging.limit(), row -> OrderRoutes.cursor(row.order().id()));
        ModelAndView list = new ModelAndView(
                "order/list",
                Map.of(
                        "rows",
                        page.data().stream().map(ListedOrder::of).toList(),
                        "form",
                        asked.form(),
                        "active",
                        asked.isActive(),
                        "sources",
                        choices(member, asked),
                        "here",
                        asked.url(),
                        "first",
                        before.isPresent() ? asked.url() : "",
                        "next",
                        asked.url(Optional.ofNullable(page.next_cursor()))));
        list.setStatus(asked.isSound() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return list;
    }

    @GetMapping("/{id}")
    ModelAndView show(Member member, @PathVariable String id) {
        return one(member, find(member, id), "", HttpStatus.OK);
    }

    /** Reads the order again; where today's reader refuses it, the page says why. */
    @PostMapping("/{id}/reprocess")
    ModelAndView again(@Needs(Permission.CONVERSIONS) Member member, @PathVariable String id) {
        Receipt before = find(member, id);
        try {
            Receipt after =
                    again.again(member.account().id(), before.order().id()).orElse(before);
            return new ModelAndView(Go.to(ListedOrder.of(after).path()).saying(outcome(before, after)));
        } catch (Problem problem) {
            return one(member, before, problem.detail(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static String outcome(Receipt before, Receipt after) {
        int made = after.credits().size() - before.credits().size();
        return made == 0
                ? "The order was read again; it makes no new conversion."
                : made == 1
                        ? "The order was read again; it made a conversion."
                        : "The order was read again; it made " + made + " conversions.";
    }

    private Receipt find(Member member, String id) {
        return OrderId.parse(id)
                .flatMap(order -> orders.receipt(member.account().id(), order))
                .orElseThrow(() -> Problem.notFound("such order"));
    }

    private ModelAndView one(Member member, Receipt receipt, String refusal, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "order/one",
                Map.of("story", story(member, receipt), "refusal", refusal, "may", member.may(Permission.CONVERSIONS)));
        page.setStatus(status);
        return page;
    }

    private OrderStory story(Member member, Receipt receipt) {
        byte[] raw = orders.raw(member.account().id(), receipt.order().id()).orElse(new byte[0]);
        return OrderStory.of(
                receipt, messages.of(member.account().id(), receipt.order().id(), MOST_MESSAGES), raw);
    }

    static OrderFilter filter(FilterQuery asked, ZoneId zone) {
        return new OrderFilter(
                asked.value("source", OrderPages::source, "must be a source of this account, or api"),
                asked.text("order"),
                asked.day("from", zone, false),
                asked.day("to", zone, true));
    }

    private static Optional<String> source(String text) {
        return text.equals(OrderKey.API)
                ? Optional.of(text)
                : SourceId.parse(text).map(SourceId::toString);
    }

    /** The sources to choose from; one that was deleted stays choosable by the link that leads here. */
    private List<Choice> choices(Member member, FilterQuery asked) {
        List<Choice> choices = new ArrayList<>(List.of(Choice.of("", "Any"), Choice.of(OrderKey.API, "API")));
        sources.page(member.account().id(), Optional.empty(), MOST_SOURCES)
                .forEach(source -> choices.add(Choice.of(source.id().toString(), source.label())));
        asked.text("source")
                .filter(id ->
                        choices.stream().noneMatch(choice -> choice.value().equals(id)))
                .ifPresent(id -> choices.add(Choice.of(id, "A deleted source")));
        return choices;
    }
}
