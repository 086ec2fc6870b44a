package dev.tributary.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.server.mail.MailServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingTest {
    private static final String FROM = "webhooks@example.com";

    @Test
    void no_mail_is_sent_unless_a_server_is_set() {
        assertThat(server(Map.of())).isEmpty();
        assertThat(server(Map.of("TRIBUTARY_MAIL_FROM", FROM))).isEmpty();
    }

    @Test
    void a_server_is_read_from_the_environment_or_from_a_file(@TempDir Path folder) throws IOException {
        MailServer plain = set("smtp://mail.example.com").orElseThrow();
        assertThat(plain).hasToString("mail.example.com:587");
        assertThat(plain.tls()).isFalse();
        assertThat(plain.login()).isEmpty();
        Path file = Files.writeString(folder.resolve("smtp"), "smtps://ann%40shop:p%3Aa+ss%25@[::1]:2465\n");
        MailServer secure = server(Map.of("TRIBUTARY_SMTP_URL_FILE", file.toString(), "TRIBUTARY_MAIL_FROM", FROM))
                .orElseThrow();
        assertThat(secure.tls()).isTrue();
        assertThat(secure.host()).isEqualTo("::1");
        assertThat(secure.port()).isEqualTo(2465);
        assertThat(secure.login()).contains(new MailServer.Login("ann@shop", "p:a+ss%"));
        assertThat(set("smtps://mail.example.com").orElseThrow().port()).isEqualTo(465);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.com:587",
                "http://user:hunter2@mail.example.com",
                "smtp://user:hunter2@",
                "smtp://user:hunter2@mail.example.com:99999",
                "smtp://user:hunter2@mail.example.com/inbox",
                "smtp://user:hunter2@mail.example.com?tls=no",
                "smtp://user:hunter2 @mail.example.com",
                "smtp://user:hunter2%zz@mail.example.com",
                "smtp://hunter2@mail.example.com",
                "smtp:hunter2",
            })
    void one_that_cant_be_read_stops_the_start_with_one_line_that_tells_no_password(String url) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> set(url));

        assertThat(failure).hasMessageStartingWith("TRIBUTARY_SMTP_URL: Write smtp://");
        assertThat(String.valueOf(failure.getMessage()).lines()).hasSize(1);
        assertThat(failure.getMessage() + failure.getCause()).doesNotContain("hunter2");
    }

    @Test
    void a_sender_must_be_set_and_be_an_address() {
        assertThat(catchThrowableOfType(
                        StartFailure.class, () -> server(Map.of("TRIBUTARY_SMTP_URL", "smtp://mail.example.com"))))
                .hasMessageStartingWith("TRIBUTARY_MAIL_FROM must be set");
        assertThat(catchThrowableOfType(
                        StartFailure.class,
                        () -> server(Map.of(
                                "TRIBUTARY_SMTP_URL", "smtp://mail.example.com",
                                "TRIBUTARY_MAIL_FROM", "Shop <a@example.com>"))))
                .hasMessageStartingWith("TRIBUTARY_MAIL_FROM must be a plain address");
    }

    private static Optional<MailServer> set(String url) {
        return server(Map.of("TRIBUTARY_SMTP_URL", url, "TRIBUTARY_MAIL_FROM", FROM));
    }

    private static Optional<MailServer> server(Map<String, String> environment) {
        return MailWiring.server(Config.read(environment));
    }
}
