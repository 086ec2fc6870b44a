package dev.tributary.server.order;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Crumb;
import dev.tributary.server.page.FilterQuery;
import dev.tributary.server.page.Format;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
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

/** What a connected shop sent, and the page of each message. */
@Controller
@RequestMapping(SourcePages.PATH + "/{source}/messages")
class MessagePages {
    private final Sources sources;
    private final MessageStore store;
    private final ReceiveMessages messages;

    MessagePages(Sources sources, MessageStore store, ReceiveMessages messages) {
        this.sources = sources;
        this.store = store;
        this.messages = messages;
    }

    static String path(SourceId source) {
        return SourcePages.PATH + "/" + source + "/messages";
    }

    @GetMapping
    ModelAndView list(
            Member member, @PathVariable String source, Paging paging, @RequestParam Map<String, String> query) {
        Source of = SourcePages.find(sources, member, source);
        FilterQuery asked = new FilterQuery(path(of.id()), query, List.of("state"));
        Optional<MessageState> state =
                asked.value("state", MessageState::parse, "must be taken, ignored, refused or failed");
        Optional<MessageId> before = paging.cursor().map(MessageRoutes::position);
        List<ShopMessage> rows =
                asked.isSound() ? store.page(member.account().id(), of.id(), state, before, paging.fetch()) : List.of();
        Page<ShopMessage> page = Page.cut(rows, paging.limit(), MessageRoutes::cursor);
        ModelAndView list = new ModelAndView(
                "order/messages",
                Map.of(
                        "source",
                        of.label(),
                        "path",
                        path(of.id()),
                        "rows",
                        page.data().stream().map(MessageRow::of).toList(),
                        "form",
                        asked.form(),
                        "active",
                        asked.isActive(),
                        "states",
                        states(),
                        "open",
                        store.countOpen(member.account().id(), of.id(), MessageStore.MOST_COUNTED),
                        "may",
                        member.may(Permission.CONVERSIONS),
                        "first",
                        before.isPresent() ? asked.url() : "",
                        "next",
                        asked.url(Optional.ofNullable(page.next_cursor()))));
        list.setStatus(asked.isSound() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        return list;
    }

    /** What a source sent that is deleted since can be looked at, too. */
    @GetMapping("/{id}")
    ModelAndView show(Member member, @PathVariable String source, @PathVariable String id) {
        AccountId account = member.account().id();
        SourceId of = SourceId.parse(source).orElseThrow(() -> Problem.notFound("such source"));
        ShopMessage message = MessageId.parse(id)
                .flatMap(wanted -> store.find(account, of, wanted))
                .orElseThrow(() -> Problem.notFound("such message"));
        Optional<Source> known = sources.find(account, of);
        return new ModelAndView(
                "order/message",
                Map.of(
                        "crumbs",
                        crumbs(of, known),
                        "row",
                        MessageRow.of(message),
                        "body",
                        ShownBody.of(store.body(account, message.id()).orElse(new byte[0])),
                        "may",
                        known.isPresent() && member.may(Permission.CONVERSIONS)));
    }

    private static List<Crumb> crumbs(SourceId id, Optional<Source> known) {
        Crumb sources = new Crumb("Sources", SourcePages.PATH);
        return known.map(source -> List.of(
                        sources,
                        new Crumb(source.label(), SourcePages.PATH + "/" + id),
                        new Crumb("Messages", path(id))))
                .orElse(List.of(sources, new Crumb("A deleted source", "")));
    }

    @PostMapping("/{id}/reprocess")
    ModelAndView again(
            @Needs(Permission.CONVERSIONS) Member member, @PathVariable String source, @PathVariable String id) {
        ShopMessage message = MessageId.parse(id)
                .flatMap(wanted -> messages.again(
                        member.account().id(),
                        SourcePages.find(sources, member, source).id(),
                        wanted))
                .orElseThrow(() -> Problem.notFound("such message"));
        return new ModelAndView(Go.to(MessageRow.of(message).path())
                .saying("The message was read again: "
                        + message.outcome().state().text() + "."));
    }

    @PostMapping("/reprocess")
    ModelAndView againAll(@Needs(Permission.CONVERSIONS) Member member, @PathVariable String source) {
        SourceId of = SourcePages.find(sources, member, source).id();
        return new ModelAndView(Go.to(path(of))
                .saying(outcome(messages.againAll(member.account().id(), of))));
    }

    private static String outcome(ReceiveMessages.Again came) {
        return came.read() == 0
                ? "There was nothing to read again."
                : "Of " + Format.count(came.read()) + " read again, " + Format.count(came.accepted())
                        + (came.accepted() == 1 ? " is accepted." : " are accepted.");
    }

    private static List<Choice> states() {
        List<Choice> choices = new ArrayList<>(List.of(Choice.of("", "Any")));
        Arrays.stream(MessageState.values())
                .map(state -> Choice.of(state.text(), state.text()))
                .forEach(choices::add);
        return choices;
    }
}
