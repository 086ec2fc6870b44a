package dev.tributary.server.order;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Account > Settings > Sources: the shops that send orders, and the doors for every other shop. */
@Controller
@RequestMapping(SourcePages.PATH)
class SourcePages {
    static final String PATH = "/console/settings/sources";

    private static final List<Choice> KINDS = Stream.of(Origin.SHOPIFY, Origin.WOOCOMMERCE, Origin.STRIPE)
            .map(kind -> Choice.of(kind.name().toLowerCase(Locale.ROOT), kind.label()))
            .toList();

    private final Sources sources;
    private final SourceLights lights;
    private final MessageStore messages;
    private final Installation installation;
    private final InstantSource clock;

    SourcePages(
            Sources sources,
            SourceLights lights,
            MessageStore messages,
            Installation installation,
            InstantSource clock) {
        this.clock = clock;
        this.sources = sources;
        this.lights = lights;
        this.messages = messages;
        this.installation = installation;
    }

    @GetMapping
    ModelAndView list(Member member, Paging paging) {
        List<Source> found =
                sources.page(member.account().id(), paging.cursor().map(SourceRoutes::position), paging.fetch());
        Page<Source> page = Page.cut(found, paging.limit(), row -> SourceRoutes.cursor(row.id()));
        return new ModelAndView(
                "order/sources",
                Map.of(
                        "rows",
                        rows(member, page.data()),
                        "may",
                        member.may(Permission.SOURCES),
                        "account",
                        member.account().id().toString(),
                        "base",
                        installation.baseUrl(),
                        "first",
                        paging.cursor().isPresent() ? PATH : "",
                        "next",
                        page.next_cursor() == null ? "" : PATH + "?cursor=" + page.next_cursor()));
    }

    @GetMapping("/new")
    ModelAndView form(@Needs(Permission.SOURCES) Member member) {
        return form(Form.EMPTY, HttpStatus.OK);
    }

    /** The secret is never shown again, not even where something else is wrong. */
    @PostMapping
    ModelAndView add(@Needs(Permission.SOURCES) Member member, HttpServletRequest request) {
        FormBody posted = new FormBody(request).given("kind", "name").secret("secret");
        try {
            NewSource wanted = NewSource.from(posted.fields());
            Source made = sources.add(member.account().id(), wanted.kind(), wanted.name(), wanted.secret());
            return new ModelAndView(Go.to(PATH + "/" + made.id()).saying("The shop can send its orders now."));
        } catch (Problem problem) {
            return form(posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(Member member, @PathVariable String id) {
        return one(member, find(sources, member, id), Form.EMPTY, HttpStatus.OK);
    }

    /** While the shop changes over, both secrets fit; neither is ever shown. */
    @PostMapping("/{id}/secret")
    ModelAndView rotate(@Needs(Permission.SOURCES) Member member, @PathVariable String id, HttpServletRequest request) {
        Source source = find(sources, member, id);
        FormBody posted = new FormBody(request).wholes("overlap_hours").secret("secret");
        try {
            sources.rotate(source, NewSecret.from(posted.fields()));
            return new ModelAndView(Go.to(PATH + "/" + source.id()).saying("The new secret fits from now on."));
        } catch (Problem problem) {
            return one(member, source, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{id}/delete")
    ModelAndView delete(@Needs(Permission.SOURCES) Member member, @PathVariable String id) {
        sources.delete(member.account().id(), find(sources, member, id).id());
        return new ModelAndView(Go.to(PATH).saying("The source is deleted; its orders stay."));
    }

    private ModelAndView one(Member member, Source source, Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(
                "order/source",
                Map.of(
                        "row",
                        rows(member, List.of(source)).getFirst(),
                        "form",
                        form,
                        "open",
                        messages.countOpen(member.account().id(), source.id(), MessageStore.MOST_COUNTED),
                        "may",
                        member.may(Permission.SOURCES)));
        page.setStatus(status);
        return page;
    }

    private static ModelAndView form(Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView("order/new-source", Map.of("form", form, "kinds", KINDS));
        page.setStatus(status);
        return page;
    }

    private List<SourceRow> rows(Member member, List<Source> found) {
        Map<SourceId, SourceLight> lit =
                lights.of(member.account().id(), found.stream().map(Source::id).toList());
        return found.stream()
                .map(source -> SourceRow.of(
                        source,
                        installation.baseUrl(),
                        lit.getOrDefault(source.id(), SourceLight.DARK),
                        clock.instant()))
                .toList();
    }

    static Source find(Sources sources, Member member, String id) {
        return SourceId.parse(id)
                .flatMap(source -> sources.find(member.account().id(), source))
                .orElseThrow(() -> Problem.notFound("such source"));
    }
}
