package dev.tributary.server.access;

import dev.tributary.server.account.Members;
import dev.tributary.server.account.Role;
import dev.tributary.server.account.UserId;
import dev.tributary.server.api.Installation;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Account > Settings > Team. */
@Controller
@RequestMapping("/console/settings/team")
class TeamRoutes {
    private static final String HERE = "/console/settings/team";
    private static final Form INVITE = Form.of(Map.of("role", Role.VIEWER.text()));

    private final Members members;
    private final Invitations invitations;
    private final Installation installation;

    TeamRoutes(Members members, Invitations invitations, Installation installation) {
        this.members = members;
        this.invitations = invitations;
        this.installation = installation;
    }

    @GetMapping
    ModelAndView show(Member member) {
        return page(member, INVITE, "", HttpStatus.OK);
    }

    /** The link stands in this answer and nowhere else, so it is no redirect. */
    @PostMapping("/invitations")
    ModelAndView invite(@Needs(Permission.TEAM) Member by, HttpServletRequest request) {
        Sent sent = new Sent(request);
        String email = sent.email("email");
        Role role = sent.role("role");
        if (!sent.isSound()) {
            return page(by, sent.form(), "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            String link = installation.baseUrl() + invitations.invite(by, email, role);
            return page(by, INVITE, link, HttpStatus.CREATED);
        } catch (Problem problem) {
            problem.errors().forEach(error -> sent.error(error.field(), error.message()));
            if (sent.isSound()) {
                throw problem;
            }
            return page(by, sent.form(), "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/invitations/{id}/revoke")
    ModelAndView revoke(@Needs(Permission.TEAM) Member by, @PathVariable String id) {
        invitations.revoke(by, InvitationId.parse(id).orElseThrow(() -> Problem.notFound("such invitation")));
        return back("The invitation is revoked.");
    }

    @PostMapping("/{user}/role")
    ModelAndView change(@Needs(Permission.TEAM) Member by, @PathVariable String user, HttpServletRequest request) {
        Sent sent = new Sent(request);
        Role role = sent.role("role");
        if (!sent.isSound()) {
            throw Problem.unprocessable("role", "must be owner, manager, developer or viewer");
        }
        members.change(by.account().id(), id(user), role);
        return back("The role is changed.");
    }

    @PostMapping("/{user}/remove")
    ModelAndView remove(@Needs(Permission.TEAM) Member by, @PathVariable String user) {
        UserId gone = id(user);
        members.remove(by.account().id(), gone);
        return gone.equals(by.user().id())
                ? new ModelAndView(Go.to("/console/accounts"))
                : back("They are no longer in the team.");
    }

    private ModelAndView page(Member member, Form form, String link, HttpStatus status) {
        boolean may = member.may(Permission.TEAM);
        ModelAndView page = new ModelAndView(
                "access/team",
                Map.of(
                        "form",
                        form,
                        "link",
                        link,
                        "me",
                        member.user().id().toString(),
                        "may",
                        may,
                        "members",
                        members.list(member.account().id()),
                        "invitations",
                        may ? invitations.list(member) : List.of()));
        page.setStatus(status);
        return page;
    }

    private static ModelAndView back(String message) {
        return new ModelAndView(Go.to(HERE).saying(message));
    }

    private static UserId id(String text) {
        return UserId.parse(text).orElseThrow(() -> Problem.notFound("such member"));
    }
}
