package dev.tributary.server.page;

import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Renders parts of pages that reach the browser otherwise than as an answer of their own, such as rows of a stream. */
@Component
public final class Parts {
    private final Templates templates;

    Parts(Templates templates) {
        this.templates = templates;
    }

    /** The HTML of a template that needs no frame. */
    public String html(String template, Map<String, Object> values) {
        Utf8ByteOutput output = templates.render(template, values);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // to memory: never
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
