package dev.tributary.server.notice;

import dev.tributary.server.mail.Mail;
import dev.tributary.webhooks.dispatch.DisableRule;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.Status;
import dev.tributary.webhooks.transport.RefusedTarget;
import dev.tributary.webhooks.transport.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Words a notice. Names, URLs and answers are other people's words: each becomes one line. Of a URL only its origin is told,
 * since a path may be a secret; of an answer only its status.
 */
record Letter(Facts facts) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DisableRule RULE = DisableRule.CONTRACT;
    private static final String UNREADABLE = "a URL that can't be read";
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_LINE = 300;

    Mail to(String email) {
        return new Mail(
                "ntc-" + facts.notice().id() + "." + Integer.toHexString(email.hashCode()), email, subject(), text());
    }

    private String subject() {
        return subjectOf() + ": " + name();
    }

    private String subjectOf() {
        return facts.notice().isExpiring()
                ? (isSending() ? "Waiting" : "Held") + " webhook deliveries will be cancelled"
                : facts.notice().isDisabled() ? "Webhook disabled" : "Webhook failing";
    }

    private String text() {
        List<String> lines = new ArrayList<>();
        lines.add("The webhook “" + name() + "” of " + account() + happened());
        lines.add("");
        lines.add("Goes to:        " + place());
        if (facts.notice().isDisabled()) {
            lines.add("Disabled:       " + TIME.format(facts.notice().at()));
            lines.add("Why:            " + reason());
        }
        if (facts.notice().isExpiring()) {
            lines.add((isSending() ? "Waiting:        " : "Held:           ") + reason());
        }
        facts.failing().ifPresent(failing -> failing(lines, failing));
        facts.newest()
                .ifPresent(newest -> lines.add("Newest failure: " + Mail.line(newest.brought(), LONGEST_LINE) + " ("
                        + TIME.format(newest.at()) + ")"));
        lines.add("");
        lines.addAll(advice());
        lines.add("");
        lines.add("-- ");
        lines.add("You get this as an owner or manager of " + account() + " on " + home() + ".");
        return String.join("\n", lines) + "\n";
    }

    private String happened() {
        return facts.notice().isExpiring()
                ? (isSending() ? " has deliveries waiting" : " holds deliveries")
                        + " that will soon be too old to be sent."
                : facts.notice().isDisabled() ? " was disabled." : " is failing.";
    }

    private String reason() {
        return Mail.line(facts.notice().reason(), LONGEST_LINE);
    }

    private List<String> advice() {
        Optional<Instant> end = facts.notice().cancelledFrom();
        if (end.isPresent()) {
            return Expiry.of(facts, TIME.format(end.get()), page());
        }
        return facts.notice().isDisabled()
                ? remedy()
                : facts.failing().map(this::prospect).orElse(List.of());
    }

    private boolean isSending() {
        return facts.on() && facts.endpoint().status() == Status.ACTIVE;
    }

    private static void failing(List<String> lines, Failing failing) {
        lines.add("Failing since:  " + TIME.format(failing.since()));
        lines.add("Attempts:       "
                + (failing.failures() == 1 ? "one failed" : failing.failures() + " failed")
                + ", none succeeded");
    }

    private List<String> prospect(Failing failing) {
        String few = failing.failures() < RULE.failures() ? ", once " + RULE.failures() + " attempts have failed" : "";
        return List.of(
                "If no delivery succeeds, it will be disabled by the first failure after",
                TIME.format(RULE.earliest(failing)) + few + ".",
                "From then on its events are held, until it is enabled again.",
                "",
                "See what is sent and what is answered:",
                page());
    }

    private List<String> remedy() {
        return List.of(
                "What happens meanwhile is held for it. To bring it back:",
                "",
                "1. Mend the receiver, or change the webhook's URL:",
                "   " + page() + "/settings",
                "2. Replay one delivery, which works while the webhook is disabled:",
                "   " + page() + "/deliveries",
                "3. Enable it, and choose whether what was held is sent or skipped:",
                "   " + page() + "/settings#enable");
    }

    private String name() {
        String description = Mail.line(facts.endpoint().settings().description(), LONGEST_NAME);
        return description.isBlank() ? target().map(Letter::origin).orElse(UNREADABLE) : description;
    }

    private String account() {
        return Mail.line(facts.account(), LONGEST_NAME);
    }

    /** The URL without what may be secret. */
    private String place() {
        return target().map(target -> origin(target) + (target.requestUri().equals("/") ? "/" : "/…"))
                .orElse(UNREADABLE);
    }

    private Optional<Target> target() {
        try {
            return Optional.of(Target.parse(facts.notice().url()));
        } catch (RefusedTarget odd) {
            return Optional.empty();
        }
    }

    private static String origin(Target target) {
        return target.origin().toString();
    }

    private String home() {
        return facts.installation().baseUrl();
    }

    private String page() {
        return home() + "/console/settings/webhooks/" + facts.endpoint().id();
    }
}
