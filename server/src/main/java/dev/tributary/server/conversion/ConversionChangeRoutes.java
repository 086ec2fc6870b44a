package dev.tributary.server.conversion;

import dev.tributary.server.access.Member;
import dev.tributary.server.access.Needs;
import dev.tributary.server.access.Permission;
import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import dev.tributary.server.page.Format;
import dev.tributary.server.page.Go;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Approving, denying and reopening, one and many, and the merchant's own note. The rules are the API's. */
@Controller
class ConversionChangeRoutes {
    static final String BULK = ConversionPages.PATH + "/status";

    private static final int SHOWN_AGAIN = 200;

    private final ChangeConversions change;
    private final ConversionList list;
    private final ConversionPage page;

    ConversionChangeRoutes(ChangeConversions change, ConversionList list, ConversionPage page) {
        this.change = change;
        this.list = list;
        this.page = page;
    }

    /** All that are ticked. Where not each was changed, the answer says what became of which. */
    @PostMapping(BULK)
    ModelAndView all(
            @Needs(Permission.CONVERSIONS) Member member,
            @RequestParam Map<String, String> query,
            @RequestParam(defaultValue = "") String become,
            HttpServletRequest request) {
        ConversionQuery asked = ConversionQuery.read(query, member.account().zone());
        FormBody posted = withStatus(new FormBody(request).numbers("ids"), become);
        try {
            Fields fields = posted.fields();
            List<Long> ids = ReadStatusChange.ids(fields);
            StatusChange wish = ReadStatusChange.change(fields);
            fields.done();
            return answers(asked.url().url(), change.all(member.account().id(), ids, wish), wish.to());
        } catch (Problem problem) {
            Paging newest = new Paging(Optional.empty(), SHOWN_AGAIN);
            return list.of("conversion/list", member, asked, newest, posted.refused(problem));
        }
    }

    @PostMapping(ConversionPages.PATH + "/{id}/status")
    ModelAndView one(
            @Needs(Permission.CONVERSIONS) Member member,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String become,
            HttpServletRequest request) {
        Conversion conversion = page.find(member, id);
        FormBody posted = withStatus(new FormBody(request), become);
        try {
            Fields fields = posted.fields();
            StatusChange wish = ReadStatusChange.change(fields);
            fields.done();
            ChangeConversions.Result result = change.all(member.account().id(), List.of(conversion.number()), wish)
                    .getFirst();
            return answer(conversion, result, wish.to());
        } catch (Problem problem) {
            return page.of(member, conversion, posted.refused(problem), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping(ConversionPages.PATH + "/{id}/note")
    ModelAndView note(
            @Needs(Permission.CONVERSIONS) Member member, @PathVariable String id, HttpServletRequest request) {
        Conversion conversion = page.find(member, id);
        FormBody posted = new FormBody(request).given("notes");
        try {
            Fields fields = posted.fields();
            Optional<String> notes = ReadStatusChange.notes(fields);
            fields.done();
            change.note(member.account().id(), conversion.number(), notes);
            return back(conversion, "The note is saved.");
        } catch (Problem problem) {
            Form refused = posted.refused(problem);
            return page.of(member, conversion, refused, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** A reason is taken where the conversions are to be denied, and left where a form merely has its fields. */
    private static FormBody withStatus(FormBody posted, String to) {
        FormBody with = posted.with("status", to);
        return to.equals(Status.DENIED.name()) ? with.given("denied_reason_code", "reason") : with;
    }

    private static ModelAndView answers(String back, List<ChangeConversions.Result> results, Status to) {
        boolean smooth = results.stream().allMatch(result -> result.result().equals("changed"));
        return smooth
                ? new ModelAndView(Go.to(back).saying(said(results.size(), to)))
                : new ModelAndView(
                        "conversion/results",
                        Map.of(
                                "answers",
                                results.stream().map(ChangeAnswer::of).toList(),
                                "back",
                                back,
                                "to",
                                word(to)));
    }

    private static ModelAndView answer(Conversion conversion, ChangeConversions.Result result, Status to) {
        return switch (result.result()) {
            case "changed" -> back(conversion, said(1, to));
            case "unchanged" -> back(conversion, "It was " + word(to) + " already.");
            default -> throw Problem.conflict("Nothing was changed: " + result.reason() + ".");
        };
    }

    private static ModelAndView back(Conversion conversion, String message) {
        return new ModelAndView(
                Go.to(ConversionPages.PATH + "/" + conversion.number()).saying(message));
    }

    private static String said(int number, Status to) {
        return number == 1
                ? "The conversion is " + word(to) + "."
                : Format.count(number) + " conversions are " + word(to) + ".";
    }

    private static String word(Status status) {
        return ListedConversion.word(status);
    }
}
