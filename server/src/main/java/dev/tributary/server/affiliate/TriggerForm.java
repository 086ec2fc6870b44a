package dev.tributary.server.affiliate;

import dev.tributary.server.page.Choice;
import dev.tributary.server.page.Form;
import dev.tributary.server.page.FormBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The fields of a new trigger. Public for its templates. */
public final class TriggerForm {
    static final Form BLANK = Form.of(Map.of("type", TriggerType.COUPON.name()));

    private TriggerForm() {}

    public static List<Choice> types() {
        return Arrays.stream(TriggerType.values())
                .map(type -> Choice.of(type.name(), type.label()))
                .toList();
    }

    public static Map<String, String> labels() {
        return Map.of("type", "Type", "trigger", "Value", "affiliate", "Affiliate");
    }

    static FormBody take(HttpServletRequest request) {
        return new FormBody(request).optional("type").texts("trigger");
    }
}
