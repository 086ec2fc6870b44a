package dev.tributary.server.console;

import dev.tributary.server.catcher.CaughtRequest;
import dev.tributary.server.catcher.Judged;
import dev.tributary.server.catcher.SignatureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caught request told to a person; all of it is hostile text.
 *
 * @param body as text
 * @param explained what to say about its signatures, one sentence each
 * @param signed the exact string that was signed; empty where that is not known
 */
public record CaughtStory(String head, String body, boolean valid, List<String> explained, String signed) {
    static CaughtStory of(Judged caught) {
        CaughtRequest request = caught.request();
        Optional<SignatureReport> report = caught.signature();
        return new CaughtStory(
                Shown.head(request.method() + " " + request.target(), request.headers()),
                Shown.body(request.body()),
                report.map(SignatureReport::valid).orElse(false),
                report.map(CaughtStory::explain).orElse(List.of()),
                report.map(CaughtStory::signed).orElse(""));
    }

    private static String signed(SignatureReport report) {
        SignatureReport.Standard standard = report.standard();
        String content = standard == null ? null : standard.signed_content();
        return content == null ? "" : content.replace('\0', '␀');
    }

    private static List<String> explain(SignatureReport report) {
        List<String> words = new ArrayList<>();
        SignatureReport.Standard standard = report.standard();
        if (standard != null) {
            words.add("webhook-signature: "
                    + said(standard.valid(), standard.reason(), standard.webhook_id())
                    + (standard.clock_skew_seconds() == null
                            ? ""
                            : " Signed " + standard.clock_skew_seconds() + " s before it arrived."));
        }
        SignatureReport.Classic classic = report.classic();
        if (classic != null) {
            words.add("Refersion-Signature: " + said(classic.valid(), classic.reason(), classic.webhook_id()));
        }
        return words;
    }

    private static String said(boolean valid, @Nullable String reason, @Nullable String webhook) {
        return valid ? "valid, signed with the secret of " + webhook + "." : "invalid: " + reason + ".";
    }
}
