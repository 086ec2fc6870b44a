package dev.tributary.server.click;

import java.time.Instant;

/**
 * A click in the console's list.
 *
 * @param name the affiliate's
 * @param page where it landed, without the scheme
 * @param referer the host before it; empty for none
 */
public record ClickRow(
        Instant at,
        long affiliate,
        String name,
        String code,
        String page,
        String url,
        String referer,
        String subId,
        String creative,
        String device,
        boolean redirected) {
    static ClickRow of(StoredClick stored, String name) {
        Click click = stored.click();
        return new ClickRow(
                click.at(),
                click.affiliate(),
                name.isEmpty() ? click.code() : name,
                click.code(),
                click.landedUrl().replaceFirst("^https?://", "").replaceFirst("[?#].*$", ""),
                click.landedUrl(),
                stored.refererHost().orElse(""),
                click.subId().orElse(""),
                click.creativeId().orElse(""),
                stored.device().label(),
                stored.door() == StoredClick.Door.REDIRECT);
    }

    public String affiliatePath() {
        return "/console/affiliates/" + affiliate;
    }
}
