package dev.tributary.server.click;

import tools.jackson.databind.json.JsonMapper;

/** A click as a jsonb column holds it. */
public final class ClickColumn {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ClickColumn() {}

    public static String write(Click click) {
        return JSON.writeValueAsString(click);
    }

    public static Click read(String column) {
        return JSON.readValue(column, Click.class);
    }
}
