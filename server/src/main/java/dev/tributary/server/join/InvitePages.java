package dev.tributary.server.join;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.mail.Outbox;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Inviting affiliates from the console, and taking invitations back. */
@Controller
@RequestMapping(ProgrammePage.PATH + "/{id}")
class InvitePages {
    private static final int LONGEST = 60_000;

    private final Programmes programmes;
    private final AffiliateInvitations invitations;
    private final ProgrammePage page;
    private final Outbox outbox;

    InvitePages(Programmes programmes, AffiliateInvitations invitations, ProgrammePage page, Outbox outbox) {
        this.programmes = programmes;
        this.invitations = invitations;
        this.page = page;
        this.outbox = outbox;
    }

    @GetMapping("/invite")
    ModelAndView blank(@Needs(Permission.PROGRAMME) Member member, @PathVariable String id) {
        Programme programme = find(member, id);
        Form form = Form.of(Map.of(
                "offer_id", programme.about().offer().map(String::valueOf).orElse("")));
        return form(member, programme, form, HttpStatus.OK);
    }

    /** The links stand in this answer and nowhere else, so it is no redirect. */
    @PostMapping("/invite")
    ModelAndView invite(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable String id, HttpServletRequest request) {
        Programme programme = find(member, id);
        String typed = Optional.ofNullable(request.getParameter("emails")).orElse("");
        String offer = Optional.ofNullable(request.getParameter("offer_id")).orElse("");
        List<String> emails = emails(typed);
        try {
            check(typed, emails);
            List<AffiliateInvitations.Result> results =
                    invitations.invite(member.account().id(), member.user().email(), programme, number(offer), emails);
            return new ModelAndView(
                    "join/invited",
                    Map.of("results", results, "programme", programme, "path", ProgrammePage.path(programme)));
        } catch (Problem problem) {
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            List<FieldError> errors = problem.errors();
            String shown = typed.substring(0, Math.min(typed.length(), LONGEST)).replace("\0", "");
            Map<String, String[]> sent =
                    Map.of("emails", new String[] {shown}, "offer_id", new String[] {offer.replace("\0", "")});
            return form(member, programme, Form.refused(sent, errors), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/invitations/{invitation}/withdraw")
    ModelAndView withdraw(
            @Needs(Permission.PROGRAMME) Member member, @PathVariable String id, @PathVariable String invitation) {
        Programme programme = find(member, id);
        invitations.withdraw(member.account().id(), programme.id(), AffiliateInvitationId.parse(invitation));
        return new ModelAndView(Go.to(ProgrammePage.path(programme))
                .saying("The invitation is withdrawn: its link leads nowhere now."));
    }

    private ModelAndView form(Member member, Programme programme, Form form, HttpStatus status) {
        ModelAndView view = new ModelAndView(
                "join/invite",
                Map.of(
                        "form",
                        form,
                        "programme",
                        programme,
                        "path",
                        ProgrammePage.path(programme) + "/invite",
                        "offers",
                        page.offerChoices(member),
                        "mails",
                        outbox.isOn()));
        view.setStatus(status);
        return view;
    }

    private Programme find(Member member, String id) {
        return programmes.get(member.account().id(), ProgrammeId.parse(id));
    }

    /** People paste lists of all kinds: lines, commas, semicolons. */
    private static List<String> emails(String typed) {
        return List.of(typed.split("[\\s,;]+", AffiliateInvitations.MOST_AT_ONCE + 2)).stream()
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static void check(String typed, List<String> emails) {
        if (emails.isEmpty()) {
            throw Problem.unprocessable("emails", "is required: at least one");
        }
        if (emails.size() > AffiliateInvitations.MOST_AT_ONCE || typed.length() > LONGEST) {
            throw Problem.unprocessable(
                    "emails", "must be at most " + AffiliateInvitations.MOST_AT_ONCE + " at a time");
        }
        if (typed.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw Problem.unprocessable("emails", "must not hold NUL characters");
        }
    }

    private static long number(String offer) {
        if (!offer.matches("[0-9]{1,18}")) {
            throw Problem.unprocessable("offer_id", "must be chosen");
        }
        return Long.parseLong(offer);
    }
}
