package dev.tributary.server.portal;

import dev.tributary.server.page.Go;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Leads to the choice of a programme. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ChooseFirstAdvice {
    @ExceptionHandler(ChooseFirst.class)
    ModelAndView choose() {
        return new ModelAndView(Go.to(PortalChooseRoutes.PATH));
    }
}
