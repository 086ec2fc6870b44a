package dev.tributary.server.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The templates, compiled with the program. */
@Component
final class Templates {
    private static final String PACKAGE = "dev.tributary.server.pages";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, PACKAGE);

    Templates() {
        engine.setBinaryStaticContent(true);
    }

    boolean has(String name) {
        return engine.hasTemplate(name + ".jte");
    }

    /** Renders all of a page before a byte of it is sent, so that a failure can still become a problem. */
    Utf8ByteOutput render(String name, Map<String, Object> values) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(name + ".jte", values, output);
        return output;
    }
}
