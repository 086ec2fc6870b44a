package dev.tributary.server.affiliate;

import dev.tributary.server.access.Member;
import dev.tributary.server.offer.Offer;
import dev.tributary.server.offer.Offers;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The form of a new affiliate, and of one that is edited. */
@Component
class AffiliateFormPage {
    private final Offers offers;
    private final CustomFieldStore fields;

    AffiliateFormPage(Offers offers, CustomFieldStore fields) {
        this.offers = offers;
        this.fields = fields;
    }

    /** What the account asks its affiliates. */
    List<String> questions(Member member) {
        return fields.names(member.account().id(), QuestionFields.MOST);
    }

    ModelAndView create(Member member, Form form, HttpStatus status) {
        return page(
                member,
                form,
                status,
                questions(member),
                Map.of("title", "Add affiliate", "path", AffiliatePages.PATH + "/new"));
    }

    ModelAndView edit(Member member, Affiliate affiliate, Form form, HttpStatus status) {
        List<String> known = new ArrayList<>(questions(member));
        affiliate.profile().customFields().forEach(field -> known.add(field.name()));
        return page(
                member,
                form,
                status,
                known,
                Map.of(
                        "title",
                        "Edit " + affiliate.name(),
                        "path",
                        AffiliatePages.path(affiliate.number()) + "/edit",
                        "version",
                        String.valueOf(affiliate.version())));
    }

    private ModelAndView page(
            Member member, Form form, HttpStatus status, List<String> known, Map<String, String> about) {
        AccountId account = member.account().id();
        Map<String, Object> model = new HashMap<>(about);
        List<Question> questions = QuestionFields.of(form, known);
        model.put("form", form);
        model.put("offers", choices(account, form.value("offer_id")));
        model.put("questions", questions);
        model.put("labels", labels(questions));
        ModelAndView page = new ModelAndView("affiliate/form", model);
        page.setStatus(status);
        return page;
    }

    /** The oldest offers, and the affiliate's own where it is not among them. */
    private List<Choice> choices(AccountId account, String current) {
        List<Offer> shown = new ArrayList<>(offers.oldest(account, AffiliatePages.MOST_OFFERS));
        if (current.matches("[0-9]{1,18}")
                && shown.stream()
                        .noneMatch(offer -> String.valueOf(offer.number()).equals(current))) {
            offers.find(account, Long.parseLong(current)).ifPresent(shown::add);
        }
        return shown.stream()
                .map(offer -> Choice.of(String.valueOf(offer.number()), offer.name()))
                .toList();
    }

    private static Map<String, String> labels(List<Question> questions) {
        Map<String, String> labels = new HashMap<>(AffiliateForm.LABELS);
        for (Question question : questions) {
            String name = question.fixed() ? question.name() : "New field";
            labels.put(question.row() + ".name", name);
            labels.put(question.row() + ".value", question.fixed() ? name : "Answer");
        }
        return labels;
    }
}
