package dev.tributary.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.server.account.Account;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.People;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.delivery.Attempt;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointSettings;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.transport.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The code that the console gives away, run by the language's own interpreter on a request that was really sent. A
 * language that this machine does not have is skipped.
 */
@Tag("database")
@Tag("once")
class VerificationCodeTest {
    private static final LiveServer SERVER = LiveServer.start(Map.of());
    private static final Request REQUEST = request();

    @TempDir
    private Path folder;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Request(String secret, Map<String, String> headers, byte[] body) {}

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Node.js, node, driver.mjs",
        "Python, python3, driver.py",
        "PHP, php, driver.php",
        "Ruby, ruby, driver.rb",
        "Java, jdk, Driver.java"
    })
    void it_accepts_what_was_sent_and_refuses_what_was_changed(String language, String program, String driver)
            throws IOException, InterruptedException {
        String command = program.equals("jdk") ? System.getProperty("java.home") + "/bin/java" : program;
        assumeTrue(isInstalled(command), command + " is not installed");
        for (SampleGroup group : new VerificationCode().groups(Format.CLASSIC)) {
            Sample sample = group.samples().stream()
                    .filter(each -> each.language().equals(language))
                    .findFirst()
                    .orElseThrow();
            assertThat(run(sample, command, driver))
                    .as(group.header() + " in " + language)
                    .containsExactly("true", "false", "false");
        }
    }

    /** The sample beside a driver that asks it about the request, a changed body and another secret. */
    private List<String> run(Sample sample, String command, String driver) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(sample.file()), sample.text());
        Files.writeString(folder.resolve(driver), Drivers.of(driver, sample.file()));
        Files.writeString(folder.resolve("secret"), REQUEST.secret());
        Files.write(folder.resolve("body"), REQUEST.body());
        Files.writeString(
                folder.resolve("headers"),
                REQUEST.headers().entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n")));
        Process process = new ProcessBuilder(command, driver)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.lines().toList();
    }

    private static boolean isInstalled(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** What a catcher was sent as a test. */
    private static Request request() {
        Account account = new People(SERVER).newAccount();
        Webhooks webhooks = SERVER.bean(Webhooks.class);
        String url = "http://127.0.0.1:" + SERVER.port() + "/catch/" + "0".repeat(32);
        Endpoint endpoint = webhooks.endpoints().create(account.id(), EndpointSettings.forUrl(url), Optional.empty());
        Attempt attempt = webhooks.test(
                        account.id(),
                        endpoint.id(),
                        webhooks.topics().find("conversion.created").orElseThrow())
                .orElseThrow();
        Map<String, String> headers = attempt.requestHeaders().stream()
                .collect(Collectors.toMap(header -> header.name().toLowerCase(Locale.ROOT), Header::value));
        String secret = webhooks.endpoints()
                .secret(account.id(), endpoint.id())
                .orElseThrow()
                .text();
        return new Request(secret, headers, attempt.requestBody());
    }
}
