package dev.tributary.server.join;

import dev.tributary.server.access.Secret;
import dev.tributary.server.access.Whence;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The public sign-up page. No session, no cookie: what the form needs to know, it carries sealed. */
@Controller
@RequestMapping("/join/{slug}")
class JoinRoutes {
    private final FindProgramme find;
    private final JoinPage page;
    private final FormTokens tokens;
    private final SignUpGuard guard;
    private final TakeSignUp take;
    private final InstantSource clock;

    JoinRoutes(
            FindProgramme find,
            JoinPage page,
            FormTokens tokens,
            SignUpGuard guard,
            TakeSignUp take,
            InstantSource clock) {
        this.find = find;
        this.page = page;
        this.tokens = tokens;
        this.guard = guard;
        this.take = take;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable String slug) {
        ProgrammeStore.Owned owned = find.bySlug(slug);
        Programme programme = owned.programme();
        return programme.isOpen()
                ? form(owned, Form.EMPTY, tokens.issue(programme.id(), clock.instant()), "", HttpStatus.OK)
                : page.closed(programme, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView send(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response) {
        ProgrammeStore.Owned owned = find.bySlug(slug);
        Programme programme = owned.programme();
        if (!programme.isOpen()) {
            return page.closed(programme, HttpStatus.CONFLICT);
        }
        TypedForm typed = TypedForm.of(programme, request);
        Instant now = clock.instant();
        String token = parameter(request, JoinFields.TOKEN);
        Optional<Duration> wait = guard.countSent(owned.account(), Whence.of(request), now);
        if (wait.isPresent()) {
            return tooMany(owned, typed, token, wait.get(), response);
        }
        if (!parameter(request, JoinFields.TRAP).isEmpty()) {
            return thanks(programme); // to a program that fills in everything, and to nobody else
        }
        return switch (tokens.judge(programme.id(), token, now)) {
            case GOOD -> {
                Optional<Duration> full = guard.countGood(owned.account(), programme.id(), new Secret(token), now);
                yield full.isPresent() ? tooMany(owned, typed, token, full.get(), response) : take(owned, typed, token);
            }
            case TOO_QUICK -> again(owned, typed, token, "That was quick. Please look it over, and send it once more.");
            case TOO_OLD ->
                again(
                        owned,
                        typed,
                        tokens.issueAgain(programme.id(), now),
                        "This page was open for a long time. Please look it over, and send it once more.");
            case FOREIGN ->
                again(
                        owned,
                        typed,
                        tokens.issue(programme.id(), now),
                        "Something was missing that this page had sent along. Please look it over, and send it once more.");
        };
    }

    @GetMapping("/thanks")
    ModelAndView thanks(@PathVariable String slug, @RequestParam(required = false) @Nullable String by) {
        Programme programme = find.bySlug(slug).programme();
        if ("invitation".equals(by)) {
            return page.thanks(programme, WhatNext.START);
        }
        boolean toConfirm = take.confirms(programme) && !"confirmation".equals(by);
        return page.thanks(programme, toConfirm ? WhatNext.CONFIRM : JoinPage.next(programme));
    }

    private ModelAndView take(ProgrammeStore.Owned owned, TypedForm typed, String token) {
        Programme programme = owned.programme();
        try {
            Applicant applicant = new ReadApplicant(programme, typed.typed()).read();
            if (take.run(owned.account(), programme, new Secret(token), applicant, typed.typed())) {
                return thanks(programme);
            }
        } catch (Problem problem) {
            return form(owned, typed.refused(TakenCoupon.hide(problem)), token, "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return again(
                owned,
                typed,
                tokens.issueAgain(programme.id(), clock.instant()),
                "This form was sent before, and has arrived. Send it once more only if you mean to sign up again.");
    }

    private ModelAndView again(ProgrammeStore.Owned owned, TypedForm typed, String token, String note) {
        return form(owned, typed.form(), token, note, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView tooMany(
            ProgrammeStore.Owned owned, TypedForm typed, String token, Duration wait, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())));
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        String until = minutes == 1 ? "a minute" : minutes + " minutes";
        return form(
                owned,
                typed.form(),
                token,
                "Too many forms have come lately. Nothing is lost: please send this one again in " + until + ".",
                HttpStatus.TOO_MANY_REQUESTS);
    }

    private ModelAndView form(ProgrammeStore.Owned owned, Form form, String token, String note, HttpStatus status) {
        Programme programme = owned.programme();
        JoinPage.Shown shown = new JoinPage.Shown(form, programme.path(), token, note);
        return page.form(owned.account(), programme, Optional.empty(), shown, status);
    }

    private static ModelAndView thanks(Programme programme) {
        return new ModelAndView(Go.to(programme.path() + "/thanks"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
