package dev.tributary.server.join;

import dev.tributary.server.affiliate.AffiliateStatus;
import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a programme's settings, its fields named as in the API. */
public final class ProgrammeForm {
    static final String CONFIRM = "confirm_email";

    private static final Map<String, String> LABELS = Map.of(
            "name",
            "Name",
            "slug",
            "Address of the page",
            "intro",
            "Introduction",
            "offer_id",
            "Offer",
            "status",
            "Status of new affiliates",
            "ask",
            "Also ask for",
            CONFIRM,
            "Confirmation",
            FormBody.VERSION,
            "The page");

    private ProgrammeForm() {}

    /** What a field is called where it is said to be wrong. */
    public static Map<String, String> labels() {
        return LABELS;
    }

    static Form blank(Map<String, String> offer) {
        Map<String, String> values = new LinkedHashMap<>(offer);
        values.put("status", AffiliateStatus.PENDING.name());
        return Form.of(values);
    }

    static Form show(Programme.About about) {
        Map<String, String[]> values = new LinkedHashMap<>();
        values.put("name", new String[] {about.name()});
        values.put("slug", new String[] {about.slug()});
        values.put("intro", new String[] {about.intro()});
        values.put("offer_id", new String[] {about.offer().map(String::valueOf).orElse("")});
        values.put("status", new String[] {about.born().name()});
        values.put("ask", about.asks().stream().map(Ask::text).toArray(String[]::new));
        values.put(CONFIRM, new String[] {String.valueOf(about.confirmEmail())});
        return Form.refused(values, List.of());
    }

    /** Takes what was sent, where what is left empty is meant to be empty. */
    static FormBody take(HttpServletRequest request) {
        FormBody posted = new FormBody(request)
                .with("name", "")
                .with("intro", "")
                .with("ask", List.of())
                .given("name", "slug", "intro", "status")
                .boxes("ask")
                .aside("offer_id", CONFIRM);
        String offer = text(request, "offer_id");
        if (!offer.isEmpty()) {
            posted.with("offer_id", offer.matches("[0-9]{1,18}") ? (Object) Long.valueOf(offer) : offer);
        }
        return posted.with(CONFIRM, text(request, CONFIRM).equals("true"));
    }

    public static List<Choice> statuses() {
        return List.of(
                new Choice(AffiliateStatus.PENDING.name(), "Pending", "You approve each one."),
                new Choice(AffiliateStatus.ACTIVE.name(), "Active", "They start at once."));
    }

    public static List<Choice> asks() {
        return Arrays.stream(Ask.values())
                .map(ask -> new Choice(ask.text(), ask.label(), ask.hint()))
                .toList();
    }

    private static String text(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
