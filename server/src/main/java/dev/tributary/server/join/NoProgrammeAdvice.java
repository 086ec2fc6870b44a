package dev.tributary.server.join;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells whoever mistyped the address of a sign-up page. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before the one that answers for everything
@ControllerAdvice(basePackageClasses = NoProgrammeAdvice.class)
class NoProgrammeAdvice {
    private final JoinPage page;

    NoProgrammeAdvice(JoinPage page) {
        this.page = page;
    }

    @ExceptionHandler(FindProgramme.NoProgramme.class)
    ModelAndView none() {
        return page.message(
                "Nothing here",
                "There is no programme at this address. Perhaps a letter is missing: ask whoever gave it to you.",
                HttpStatus.NOT_FOUND);
    }
}
