package dev.tributary.server.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Leads to another page after a change, whether a browser or htmx sent the form.
 *
 * @param path within this server; never what a request brought
 */
public record Go(String path, Optional<Toast> toast) implements View {
    public static Go to(String path) {
        return new Go(path, Optional.empty());
    }

    /** The same, with a message over the page that follows. Needs a session. */
    public Go saying(String text) {
        return new Go(path, Optional.of(Toast.good(text)));
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
        toast.ifPresent(message -> {
            FlashMap flash = RequestContextUtils.getOutputFlashMap(request);
            flash.put(Toast.KEY, message);
            RequestContextUtils.saveOutputFlashMap(path, request, response);
        });
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setHeader("HX-Redirect", path);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", path);
        }
    }
}
