package dev.tributary.server.app;

import dev.tributary.webhooks.dispatch.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator may set, read once from {@code TRIBUTARY_*} environment variables and from nowhere else.
 *
 * @param port {@code TRIBUTARY_PORT}, 8080 unless set; 0 takes any free one, and needs the base URL
 * @param address {@code TRIBUTARY_ADDRESS}: the address to listen on; all unless set
 * @param data {@code TRIBUTARY_DATA}: the folder of the embedded database and the master key, {@code ./data} unless set
 * @param databaseUrl {@code TRIBUTARY_DATABASE_URL}: an own PostgreSQL; the embedded one unless set
 * @param baseUrl {@code TRIBUTARY_BASE_URL}: how the outside reaches us, without a slash at the end
 * @param masterKey {@code TRIBUTARY_MASTER_KEY}, or the content of {@code TRIBUTARY_MASTER_KEY_FILE}
 * @param allowTargets {@code TRIBUTARY_ALLOW_TARGETS}: origins that the address policy lets through
 * @param allowHttp {@code TRIBUTARY_ALLOW_HTTP}: whether webhooks may go without TLS
 * @param egressProxy {@code TRIBUTARY_EGRESS_PROXY}, or the content of {@code TRIBUTARY_EGRESS_PROXY_FILE}: may hold a
 *     password
 * @param retrySchedule {@code TRIBUTARY_RETRY_SCHEDULE}, such as {@code 0s,1s,2s}
 * @param retention {@code TRIBUTARY_KEEP_PAYLOADS}, 30 days unless set, and {@code TRIBUTARY_KEEP_OUTCOMES}, 90
 * @param supportEmail {@code TRIBUTARY_SUPPORT_EMAIL}: whom a merchant asks
 * @param smtpUrl {@code TRIBUTARY_SMTP_URL}, or the content of {@code TRIBUTARY_SMTP_URL_FILE}: may hold a password; no
 *     mail is sent unless it is set
 * @param mailFrom {@code TRIBUTARY_MAIL_FROM}: whom mail comes from
 * @param managementPort {@code TRIBUTARY_MANAGEMENT_PORT}: metrics are served there, and nowhere unless it is set
 * @param development {@code TRIBUTARY_DEVELOPMENT}: whether pages for those who build Tributary are served
 */
public record Config(
        int port,
        Optional<String> address,
        Path data,
        Optional<String> databaseUrl,
        String baseUrl,
        Optional<String> masterKey,
        List<String> allowTargets,
        boolean allowHttp,
        Optional<String> egressProxy,
        Optional<String> retrySchedule,
        Retention retention,
        Optional<String> supportEmail,
        Optional<String> smtpUrl,
        Optional<String> mailFrom,
        Optional<Integer> managementPort,
        boolean development) {

    public Config {
        allowTargets = List.copyOf(allowTargets);
    }

    /**
     * Reads the environment.
     *
     * @throws StartFailure if a value can't be read; it names the variable
     */
    public static Config read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        int port = settings.port("TRIBUTARY_PORT").orElse(8080);
        return new Config(
                port,
                settings.text("TRIBUTARY_ADDRESS"),
                settings.path("TRIBUTARY_DATA").orElse(Path.of("data")).toAbsolutePath(),
                settings.text("TRIBUTARY_DATABASE_URL"),
                settings.text("TRIBUTARY_BASE_URL").map(Config::origin).orElse("http://localhost:" + port),
                settings.secret("TRIBUTARY_MASTER_KEY"),
                settings.text("TRIBUTARY_ALLOW_TARGETS").map(Config::list).orElse(List.of()),
                settings.flag("TRIBUTARY_ALLOW_HTTP"),
                settings.secret("TRIBUTARY_EGRESS_PROXY"),
                settings.text("TRIBUTARY_RETRY_SCHEDULE"),
                retention(settings),
                settings.text("TRIBUTARY_SUPPORT_EMAIL"),
                settings.secret("TRIBUTARY_SMTP_URL"),
                settings.text("TRIBUTARY_MAIL_FROM"),
                settings.port("TRIBUTARY_MANAGEMENT_PORT"),
                settings.flag("TRIBUTARY_DEVELOPMENT"));
    }

    private static Retention retention(Settings settings) {
        Duration payloads =
                settings.days("TRIBUTARY_KEEP_PAYLOADS", Retention.LONGEST).orElse(Retention.DEFAULT.payloads());
        Duration outcomes = settings.days("TRIBUTARY_KEEP_OUTCOMES", Retention.LONGEST)
                .orElse(payloads.compareTo(Retention.DEFAULT.outcomes()) > 0 ? payloads : Retention.DEFAULT.outcomes());
        if (outcomes.compareTo(payloads) < 0) {
            throw new StartFailure(
                    "TRIBUTARY_KEEP_OUTCOMES must be at least as long as TRIBUTARY_KEEP_PAYLOADS, which is "
                            + payloads.toDays() + "d.");
        }
        return new Retention(payloads, outcomes);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String origin(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null
                    && url.getScheme() != null
                    && url.getScheme().matches("https?")) {
                return text.replaceAll("/+$", "");
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure("TRIBUTARY_BASE_URL is no URL: " + text + ". Set it to how browsers reach us.", e);
        }
        throw new StartFailure("TRIBUTARY_BASE_URL must look like https://affiliates.example.com, not " + text + ".");
    }
}
