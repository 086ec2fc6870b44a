package dev.tributary.server.notice;

import dev.tributary.webhooks.endpoint.Status;
import java.util.List;

/** What there is to say of deliveries that will be cancelled because they are too old, and what there is to do. */
final class Expiry {
    private Expiry() {}

    /**
     * The last lines of a mail.
     *
     * @param end from when on they are cancelled
     * @param page the webhook's at the console
     */
    static List<String> of(Facts facts, String end, String page) {
        if (!facts.on()) {
            return List.of(
                    "Webhooks are switched off for this account. Unless they are switched on",
                    "again the deliveries will be cancelled after",
                    end + ", and those held later day by day as they",
                    "get as old. The events stay until then.",
                    "",
                    facts.installation()
                            .supportEmail()
                            .map("To have them switched on, write to %s."::formatted)
                            .orElse("Whoever runs this installation can switch them on."));
        }
        if (facts.endpoint().status() == Status.ACTIVE) {
            return List.of(
                    "They are still tried. Those that are not delivered will be cancelled after",
                    end + ", and later ones day by day as they",
                    "get as old. The events stay until then.",
                    "",
                    "See what waits and what is answered:",
                    page + "/deliveries");
        }
        return List.of(
                "Unless the webhook is enabled they will be cancelled after",
                end + ", and those held later day by day as they",
                "get as old. The events stay until then.",
                "",
                "Enable it, and choose whether what was held is sent or skipped:",
                page + "/settings#enable");
    }
}
