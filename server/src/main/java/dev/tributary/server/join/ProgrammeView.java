package dev.tributary.server.join;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programmes and what belongs to them as the API shows them. */
final class ProgrammeView {
    private ProgrammeView() {}

    static Map<String, @Nullable Object> of(Programme programme, String baseUrl) {
        Programme.About about = programme.about();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", programme.id().toString());
        view.put("slug", about.slug());
        view.put("url", baseUrl + programme.path());
        view.put("name", about.name());
        view.put("intro", about.intro());
        view.put("offer_id", about.offer().orElse(null));
        view.put("status", about.born().name());
        view.put("open", about.open());
        view.put("confirm_email", about.confirmEmail());
        view.put("ask", about.asks().stream().sorted().map(Ask::text).toList());
        view.put("fields", about.fields().stream().map(ProgrammeView::field).toList());
        view.put("terms", programme.terms().map(ProgrammeView::of).orElse(null));
        view.put("created_at", programme.createdAt());
        view.put("updated_at", programme.updatedAt().orElse(null));
        return view;
    }

    static Map<String, Object> of(JoinTerms terms) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("version", terms.version());
        view.put("text", terms.text());
        view.put("created_at", terms.createdAt());
        return view;
    }

    static Map<String, @Nullable Object> of(SignUp signUp) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("affiliate_id", signUp.affiliate());
        view.put("terms_version", signUp.terms().orElse(null));
        view.put("invited", signUp.invited());
        view.put("coupon", signUp.coupon().orElse(null));
        view.put("at", signUp.at());
        return view;
    }

    private static Map<String, Object> field(ProgrammeField field) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", field.number());
        view.put("label", field.label());
        view.put("kind", field.kind().text());
        view.put("required", field.required());
        if (!field.choices().isEmpty()) {
            view.put("choices", List.copyOf(field.choices()));
        }
        return view;
    }
}
