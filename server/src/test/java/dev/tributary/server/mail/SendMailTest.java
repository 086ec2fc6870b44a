package dev.tributary.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.server.mail.SendMail.Answer;
import dev.tributary.testkit.CaughtMail;
import dev.tributary.testkit.MailCatcher;
import dev.tributary.testkit.MailCatcher.Mood;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendMailTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(400);

    private final MailCatcher server = MailCatcher.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_mail_arrives_with_all_its_characters_and_lines() throws Exception {
        String text = "“Größe” ✓\n.\n..two dots\nFrom here\n" + "long ".repeat(500) + "\n\nend\n";
        assertThat(send(PATIENT, mail("ann@example.com", "Schöne Grüße", text))).isEqualTo(Answer.TAKEN);

        CaughtMail caught = server.mails().getFirst();
        assertThat(caught.from()).isEqualTo("webhooks@tributary.example");
        assertThat(caught.to()).isEqualTo("ann@example.com");
        assertThat(caught.header("From")).contains("webhooks@tributary.example");
        assertThat(caught.header("To")).contains("ann@example.com");
        assertThat(caught.header("Subject").orElseThrow()).startsWith("=?UTF-8?");
        assertThat(caught.header("Message-ID")).contains("<one@tributary.example>");
        assertThat(caught.header("Date").orElseThrow()).contains("1 May 2026");
        assertThat(caught.header("Auto-Submitted")).contains("auto-generated");
        assertThat(caught.header("Content-Type")).contains("text/plain; charset=UTF-8");
        assertThat(caught.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hats\r\nBcc: eve@example.com",
                "Hats\nBcc: eve@example.com\n\nbody",
                "Hats\r\rBcc: eve@example.com",
                "Hats\u2028Bcc: eve@example.com\u0085x\u202e",
                "Hats\0Bcc: eve@example.com",
            })
    void a_hostile_subject_stays_one_line(String subject) throws Exception {
        send(PATIENT, mail("ann@example.com", subject, "hello\n"));

        CaughtMail caught = server.mails().getFirst();
        assertThat(caught.headers()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(caught.header("Subject").orElseThrow()).startsWith("Hats Bcc: eve@example.com");
        assertThat(caught.text()).isEqualTo("hello\n");
        assertThat(server.commands().stream().filter(line -> line.startsWith("RCPT")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@example.com,b@example.com", "a>@example.com", "grün@example.com", "a\r\nDATA@example.com"})
    void an_address_that_is_not_one_plain_address_is_refused_before_anything_is_sent(String address) throws Exception {
        assertThat(send(PATIENT, mail(address, "s", "t"))).isEqualTo(Answer.REFUSED_ADDRESS);
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void an_address_that_the_server_refuses_for_good_is_told_apart_from_one_that_may_work_later() throws Exception {
        server.behave(Mood.SOME_GONE);
        assertThat(send(PATIENT, mail("gone@example.com", "s", "t"))).isEqualTo(Answer.REFUSED_ADDRESS);
        assertThat(send(PATIENT, mail("ann@example.com", "s", "t"))).isEqualTo(Answer.TAKEN);
        server.behave(Mood.SOME_BUSY);
        fault(PATIENT, mail("busy@example.com", "s", "t")).withMessageContaining("451 come again");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"SILENT", "DRIPPING"})
    void a_server_that_never_finishes_has_a_deadline(Mood mood) {
        server.behave(mood);
        fault(IMPATIENT, mail("ann@example.com", "s", "t")).withMessageContaining("did not finish within");
    }

    @Test
    void a_server_that_refuses_or_is_not_there_is_a_fault_of_one_line_without_the_password() {
        server.behave(Mood.BROKEN);
        fault(PATIENT, mail("ann@example.com", "s", "t"))
                .withMessageStartingWith("The mail server 127.0.0.1:" + server.port() + " takes no mail: ")
                .withMessageContaining("554 no mail today");
        server.behave(Mood.PICKY);
        fault(PATIENT, mail("ann@example.com", "s", "t")).withMessageContaining("554 this looks odd");
        server.close();
        fault(PATIENT, mail("ann@example.com", "s", "t")).withMessageContaining("takes no mail");
    }

    @Test
    void a_password_never_goes_in_the_clear() {
        MailServer asking = MailServer.parse("smtp://ann:hunter2@127.0.0.1:" + server.port(), "a@example.com");
        assertThatExceptionOfType(MailFault.class)
                .isThrownBy(() -> mailer(asking).send(mail("ann@example.com", "s", "t")))
                .withMessageContaining("STARTTLS")
                .withMessageNotContaining("hunter2");
        assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
        assertThat(asking.toString() + asking.login()).doesNotContain("hunter2");
    }

    private ThrowableAssertAlternative<MailFault> fault(Duration deadline, Mail mail) {
        return assertThatExceptionOfType(MailFault.class)
                .isThrownBy(() -> send(deadline, mail))
                .matches(fault -> fault.getMessage().lines().count() == 1);
    }

    private Answer send(Duration deadline, Mail mail) throws MailFault, InterruptedException {
        return mailer(new MailServer(
                        false, "127.0.0.1", server.port(), Optional.empty(), "webhooks@tributary.example", deadline))
                .send(mail);
    }

    private static SendMail mailer(MailServer server) {
        return new SendMail(
                Optional.of(server),
                SettableClock.at("2026-05-01T12:00:00Z"),
                Thread.ofVirtual().factory());
    }

    private static Mail mail(String to, String subject, String text) {
        return new Mail("one", to, subject, text);
    }
}
