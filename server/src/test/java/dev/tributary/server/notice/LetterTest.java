package dev.tributary.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.api.Installation;
import dev.tributary.server.mail.Mail;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Failing;
import dev.tributary.webhooks.endpoint.Notice;
import dev.tributary.webhooks.endpoint.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LetterTest {
    private static final UUID ID = UUID.fromString("0197a0e5-3c8b-7d54-a0f1-c2d3e4f50617");
    private static final AccountId ACCOUNT = new AccountId(ID);
    private static final EndpointId ENDPOINT = new EndpointId(ID);
    private static final Instant SINCE = Instant.parse("2026-04-28T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void a_warning_says_what_fails_since_when_and_when_it_will_be_disabled() {
        Mail mail = letter(OptionalInt.of(50), "ERP", "https://hooks.example.com/in/s3cret?token=s3cret", 14);

        assertThat(mail.to()).isEqualTo("ann@example.com");
        assertThat(mail.subject()).isEqualTo("Webhook failing: ERP");
        assertThat(mail.text()).isEqualTo("""
                The webhook “ERP” of Hat shop is failing.

                Goes to:        https://hooks.example.com/…
                Failing since:  28 April 2026, 12:00 UTC
                Attempts:       14 failed, none succeeded
                Newest failure: the receiver answered 503 (1 May 2026, 12:00 UTC)

                If no delivery succeeds, it will be disabled by the first failure after
                3 May 2026, 12:00 UTC, once 20 attempts have failed.
                From then on its events are held, until it is enabled again.

                See what is sent and what is answered:
                https://shop.example.com/console/settings/webhooks/we_0197a0e53c8b7d54a0f1c2d3e4f50617

                --\s
                You get this as an owner or manager of Hat shop on https://shop.example.com.
                """);
    }

    @Test
    void the_end_says_why_and_how_to_bring_it_back() {
        Mail mail = letter(OptionalInt.empty(), "", "https://hooks.example.com", 25);

        assertThat(mail.subject()).isEqualTo("Webhook disabled: https://hooks.example.com");
        assertThat(mail.text())
                .contains(
                        "was disabled.",
                        "Why:            The receiver answered 410 Gone.",
                        "Attempts:       25 failed",
                        "1. Mend the receiver",
                        "2. Replay one delivery",
                        "3. Enable it",
                        "we_0197a0e53c8b7d54a0f1c2d3e4f50617/settings#enable")
                .doesNotContain("will be disabled");
    }

    @Test
    void what_is_held_for_too_long_is_told_before_it_is_cancelled() {
        Notice notice = new Notice(
                ID,
                ACCOUNT,
                ENDPOINT,
                OptionalInt.empty(),
                Optional.of(Instant.parse("2026-05-09T12:00:00Z")),
                "https://hooks.example.com/",
                "12 deliveries of events of 2026-04-01 wait.",
                NOW);
        Mail mail = letter(notice, "ERP", "https://hooks.example.com/", Optional.empty());

        assertThat(mail.subject()).isEqualTo("Held webhook deliveries will be cancelled: ERP");
        assertThat(mail.text())
                .contains(
                        "The webhook “ERP” of Hat shop holds deliveries that will soon be too old to be sent.",
                        "Held:           12 deliveries of events of 2026-04-01 wait.",
                        "9 May 2026, 12:00 UTC, and those held later day by day",
                        "we_0197a0e53c8b7d54a0f1c2d3e4f50617/settings#enable")
                .doesNotContain("disabled");

        assertThat(letter(notice, Status.ACTIVE, true).text())
                .contains(
                        "has deliveries waiting that will soon be too old to be sent.",
                        "Waiting:        12 deliveries of events of 2026-04-01 wait.",
                        "They are still tried.",
                        "we_0197a0e53c8b7d54a0f1c2d3e4f50617/deliveries")
                .doesNotContain("held", "Enable");
        assertThat(letter(notice, Status.ACTIVE, false).text())
                .contains(
                        "holds deliveries that will soon be too old to be sent.",
                        "Webhooks are switched off for this account.",
                        "To have them switched on, write to help@example.com.")
                .doesNotContain("Enable", "console");
    }

    @Test
    void hostile_names_and_urls_stay_one_line_and_tell_no_path() {
        Mail mail = letter(
                OptionalInt.of(90),
                "x\r\nBcc: eve@example.com\n\n\u202eYour account\0 " + "y".repeat(500),
                "not a url\nat all",
                25);

        assertThat(mail.subject())
                .startsWith("Webhook failing: x Bcc: eve@example.com Your account y")
                .hasSizeLessThan(120);
        assertThat(mail.subject() + mail.text().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\u202e]");
        assertThat(mail.text().lines()).noneMatch(line -> line.startsWith("Bcc") || line.startsWith("Your"));
        assertThat(mail.text())
                .contains("Goes to:        a URL that can't be read")
                .doesNotContain("at all");
    }

    private static Mail letter(OptionalInt percent, String description, String url, int failures) {
        Notice notice = new Notice(ID, ACCOUNT, ENDPOINT, percent, url, "The receiver answered 410 Gone.", NOW);
        return letter(
                notice,
                description,
                url,
                Optional.of(new Failing(ACCOUNT, ENDPOINT, SINCE, failures, 0, Optional.empty())));
    }

    private static Mail letter(Notice notice, String description, String url, Optional<Failing> failing) {
        return letter(notice, description, url, failing, Status.PAUSED, true);
    }

    private static Mail letter(Notice notice, Status status, boolean on) {
        return letter(notice, "ERP", notice.url(), Optional.empty(), status, on);
    }

    private static Mail letter(
            Notice notice, String description, String url, Optional<Failing> failing, Status status, boolean on) {
        EndpointSettings settings = EndpointSettings.forUrl(url).withDescription(description);
        Endpoint endpoint = new Endpoint(ENDPOINT, ACCOUNT, settings, status, Optional.empty(), SINCE, SINCE, 1);
        Facts facts = new Facts(
                notice,
                endpoint,
                on,
                "Hat shop",
                failing,
                Optional.of(new Facts.Tried(NOW, "the receiver answered 503")),
                new Installation("https://shop.example.com", Optional.of("help@example.com")));
        return new Letter(facts).to("ann@example.com");
    }
}
