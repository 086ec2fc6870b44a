package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where an invitation leads: the sign-up page, open or not, for one mailbox. The link stands in for the form's token. */
@Controller
@RequestMapping("/join/{slug}/invited/{link}")
class InvitedRoutes {
    private final FindProgramme find;
    private final AffiliateInvitationStore invitations;
    private final JoinPage page;
    private final TakeSignUp take;
    private final InstantSource clock;

    InvitedRoutes(
            FindProgramme find,
            AffiliateInvitationStore invitations,
            JoinPage page,
            TakeSignUp take,
            InstantSource clock) {
        this.find = find;
        this.invitations = invitations;
        this.page = page;
        this.take = take;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable String slug, @PathVariable String link) {
        ProgrammeStore.Owned owned = find.bySlug(slug);
        return invitation(owned, link)
                .map(found -> form(owned, found, link, blank(found), HttpStatus.OK))
                .orElseGet(() -> gone(owned.programme()));
    }

    @PostMapping
    ModelAndView send(@PathVariable String slug, @PathVariable String link, HttpServletRequest request) {
        ProgrammeStore.Owned owned = find.bySlug(slug);
        Programme programme = owned.programme();
        Optional<AffiliateInvitation> invitation = invitation(owned, link);
        if (invitation.isEmpty()) {
            return gone(programme);
        }
        TypedForm typed =
                TypedForm.of(programme, request).withEmail(invitation.get().email());
        try {
            Applicant applicant = new ReadApplicant(programme, typed.typed()).read();
            return take.run(owned.account(), programme, invitation.get(), applicant)
                    ? new ModelAndView(Go.to(programme.path() + "/thanks?by=invitation"))
                    : gone(programme);
        } catch (Problem problem) {
            Form form = typed.refused(TakenCoupon.hide(problem));
            return form(owned, invitation.get(), link, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Optional<AffiliateInvitation> invitation(ProgrammeStore.Owned owned, String link) {
        return invitations.byLink(owned.account(), owned.programme().id(), new Secret(link), clock.instant());
    }

    private ModelAndView form(
            ProgrammeStore.Owned owned, AffiliateInvitation invitation, String link, Form form, HttpStatus status) {
        String action = owned.programme().path() + "/invited/" + link;
        return page.form(
                owned.account(),
                owned.programme(),
                Optional.of(invitation),
                new JoinPage.Shown(form, action, "", ""),
                status);
    }

    private ModelAndView gone(Programme programme) {
        return page.message(
                programme.name(),
                "This invitation has been used or withdrawn, or its time is over. Ask whoever invited you for another.",
                HttpStatus.GONE);
    }

    private static Form blank(AffiliateInvitation invitation) {
        return Form.of(Map.of("email", invitation.email()));
    }
}
