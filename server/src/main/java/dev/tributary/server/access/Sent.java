package dev.tributary.server.access;

import dev.tributary.server.account.Role;
import dev.tributary.server.api.Email;
import dev.tributary.server.api.FieldError;
import dev.tributary.server.page.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form that was sent, read field by field; what is wrong is collected. Passwords are never shown again. */
public final class Sent {
    private final HttpServletRequest request;
    private final Map<String, String[]> shown = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    public Sent(HttpServletRequest request) {
        this.request = request;
    }

    /** A line of text without spaces around it. */
    public String text(String name, int maxLength) {
        String text = raw(name).strip();
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            error(name, "must not hold control characters");
            return "";
        }
        shown.put(name, new String[] {text});
        if (text.isEmpty()) {
            error(name, "is required");
        } else if (text.codePointCount(0, text.length()) > maxLength) {
            error(name, "must have at most " + maxLength + " characters");
        }
        return text;
    }

    /** An e-mail address. */
    public String email(String name) {
        String email = text(name, Email.MAX_LENGTH);
        if (isSound() && !Email.isOne(email)) {
            error(name, "must be an e-mail address");
        }
        return email;
    }

    Role role(String name) {
        @Nullable Role role = Role.BY_NAME.get(text(name, 20));
        if (role == null) {
            error(name, "must be owner, manager, developer or viewer");
            return Role.VIEWER;
        }
        return role;
    }

    /** A password as it was typed. */
    public String secret(String name) {
        return raw(name);
    }

    /** A password that is to be the new one. */
    public String newPassword(String name, String email) {
        String password = raw(name);
        Passwords.fault(password, email).ifPresent(fault -> error(name, fault));
        return password;
    }

    /** Adds what is wrong with a field. */
    public void error(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    /** Whether nothing is wrong so far. */
    public boolean isSound() {
        return errors.isEmpty();
    }

    /** What to show again. */
    public Form form() {
        return Form.refused(shown, errors);
    }

    private String raw(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
