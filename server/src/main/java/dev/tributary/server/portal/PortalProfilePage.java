package dev.tributary.server.portal;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.affiliate.OwnProfile;
import dev.tributary.server.affiliate.Question;
import dev.tributary.server.mail.SendMail;
import dev.tributary.server.page.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
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

    private final OwnProfile profile;
    private final Affiliates affiliates;
    private final AccessStore access;
    private final Admission admission;
    private final SendMail mail;

    PortalProfilePage(
            OwnProfile profile, Affiliates affiliates, AccessStore access, Admission admission, SendMail mail) {
        this.profile = profile;
        this.affiliates = affiliates;
        this.access = access;
        this.admission = admission;
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

    /** Whether a new password is taken only with the old one: not from somebody who came by a link. */
    boolean needsCurrent(Insider insider, HttpServletRequest request) {
        return admission.session(request).filter(session -> !session.byLink()).isPresent()
                && access.password(insider.in(), insider.number()).isPresent();
    }

    private ModelAndView page(Insider insider, HttpServletRequest request, Map<String, Form> refused) {
        Affiliate now = affiliates.find(insider.in(), insider.number()).orElseThrow();
        Form form = refused.getOrDefault(PROFILE, profile.show(insider.in(), now));
        List<Question> questions = profile.questions(insider.in(), now, form);
        Map<String, Object> model = new HashMap<>();
        model.put("insider", insider);
        model.put("version", String.valueOf(now.version()));
        model.put("form", form);
        model.put("questions", questions);
        model.put("labels", OwnProfile.labels(questions));
        model.put("email", refused.getOrDefault(EMAIL, Form.EMPTY).scoped("email"));
        model.put("password", refused.getOrDefault(PASSWORD, Form.EMPTY).scoped("password"));
        model.put("current", needsCurrent(insider, request));
        model.put("mails", mail.isOn());
        return new ModelAndView("portal/profile", model);
    }
}
