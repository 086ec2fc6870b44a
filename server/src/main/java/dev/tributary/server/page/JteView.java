package dev.tributary.server.page;

import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/** One template with the frame around it. */
record JteView(String name, Templates templates, Frames frames) implements View {
    private static final String HTML = "text/html;charset=utf-8";

    @Override
    public String getContentType() {
        return HTML; // a view without one is skipped by content negotiation
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        if (model != null) {
            values.putAll(model);
        }
        values.put("frame", frames.frame(request));
        Utf8ByteOutput page = templates.render(name, values);
        PageHeaders.set(response);
        response.setContentType(HTML);
        response.setContentLength(page.getContentLength());
        page.writeTo(response.getOutputStream());
    }
}
