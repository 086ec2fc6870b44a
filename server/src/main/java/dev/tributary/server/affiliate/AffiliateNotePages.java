package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Go;
import dev.tributary.webhooks.clock.UuidV7;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Writing notes on an affiliate's page, and deleting them. */
@Controller
@RequestMapping(AffiliatePages.PATH + "/{number}/notes")
class AffiliateNotePages {
    private static final int MOST = 200;

    private final AffiliateStore affiliates;
    private final AffiliateNoteStore store;
    private final AffiliatePage page;
    private final UuidV7 ids;
    private final InstantSource clock;

    AffiliateNotePages(
            AffiliateStore affiliates, AffiliateNoteStore store, AffiliatePage page, UuidV7 ids, InstantSource clock) {
        this.affiliates = affiliates;
        this.store = store;
        this.page = page;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    ModelAndView write(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable long number, HttpServletRequest request) {
        Affiliate affiliate = find(member, number);
        FormBody posted = new FormBody(request).given("note");
        try {
            Fields body = posted.fields();
            String text = body.requiredText("note", AffiliateNote.MOST_TEXT);
            if (store.count(member.account().id(), number) >= MOST) {
                body.error("note", "can't be added: there are " + MOST + ", delete some first");
            }
            body.done();
            store.insert(
                    member.account().id(),
                    number,
                    new AffiliateNote(ids.next(), member.user().email(), text, clock.instant()));
            return back(number, "The note is kept.");
        } catch (Problem problem) {
            return page.withNote(member, affiliate, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{id}/delete")
    ModelAndView delete(@Needs(Permission.PROGRAMME) Member member, @PathVariable long number, @PathVariable UUID id) {
        find(member, number);
        if (!store.delete(member.account().id(), number, id)) {
            throw Problem.notFound("such note");
        }
        return back(number, "The note is deleted.");
    }

    private Affiliate find(Member member, long number) {
        return affiliates
                .find(member.account().id(), number)
                .orElseThrow(() -> Problem.notFound("affiliate " + number));
    }

    private static ModelAndView back(long number, String message) {
        return new ModelAndView(Go.to(AffiliatePages.path(number)).saying(message));
    }
}
