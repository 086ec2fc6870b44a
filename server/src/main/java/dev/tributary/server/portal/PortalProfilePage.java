package dev.tributary.server.portal;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.affiliate.OwnProfile;
import dev.tributary.server.join.AffiliateQuestions;
import dev.tributary.server.join.AskAffiliates;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.page.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page with the forms of profile, e-mail address and password, one of which may have been refused. */
@Component
class PortalProfilePage {
    static final String PATH = "/portal/profile";
    static final String PROFILE = "profile";
    static final String EMAIL = "email";
    static final String PASSWORD = "password";

    private final AskAffiliates ask;
    private final Affiliates affiliates;
    private final CurrentPassword current;
    private final SendMail mail;

    PortalProfilePage(AskAffiliates ask, Affiliates affiliates, CurrentPassword current, SendMail mail) {
        this.ask = ask;
        this.affiliates = affiliates;
        this.current = current;
        this.mail = mail;
    }

    ModelAndView show(Insider insider, HttpServletRequest request) {
        return page(insider, request, Map.of());
    }

    /** The same with one of its forms as it was refused. */
    ModelAndView refused(Insider insider, HttpServletRequest request, String which, Form form) {
        ModelAndView page = page(insider, request, Map.of(which, form));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(Insider insider, HttpServletRequest request, Map<String, Form> refused) {
        Affiliate now = affiliates.find(insider.in(), insider.number()).orElseThrow();
        AffiliateQuestions questions = ask.of(insider.in(), now);
        Map<String, Object> model = new HashMap<>();
        model.put("insider", insider);
        model.put("version", String.valueOf(now.version()));
        model.put("form", refused.getOrDefault(PROFILE, OwnProfile.show(now, questions)));
        model.put("questions", questions.fields());
        model.put("labels", OwnProfile.labels(questions));
        model.put("email", refused.getOrDefault(EMAIL, Form.EMPTY).scoped("email"));
        model.put("password", refused.getOrDefault(PASSWORD, Form.EMPTY).scoped("password"));
        model.put("current", current.isNeeded(insider, request));
        model.put("mails", mail.isOn());
        return new ModelAndView("portal/profile", model);
    }
}
