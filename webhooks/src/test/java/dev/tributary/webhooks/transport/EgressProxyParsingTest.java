package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyParsingTest {
    @ParameterizedTest
    @CsvSource({
        "http://proxy.internal:3128, proxy.internal, 3128, ''",
        "http://Proxy.Internal.:3128/, proxy.internal, 3128, ''",
        "http://10.0.0.1:80, 10.0.0.1, 80, ''",
        "http://[fd00::1]:3128, fd00:0:0:0:0:0:0:1, 3128, ''",
        "http://user@proxy:3128, proxy, 3128, user:",
        "http://user:a:b@proxy:3128, proxy, 3128, user:a:b",
        "http://us%40er:p%3A%C3%BC+@proxy:3128, proxy, 3128, us@er:p:ü+"
    })
    void host_port_and_credentials_are_read(String text, String host, int port, String credentials) {
        EgressProxy proxy = EgressProxy.parse(text);

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(proxy.authorization().map(EgressProxyParsingTest::decode).orElse(""))
                .isEqualTo(credentials);
        assertThat(proxy.toString()).doesNotContain("user", "a:b", "Basic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy:3128",
                "https://user:hunter2@proxy:3128",
                "http://user:hunter2@proxy",
                "http://user:hunter2@proxy:0",
                "http://user:hunter2@proxy:3128/path",
                "http://user:hunter2%zz@proxy:3128",
                "http://user:hunter2@pro xy:3128",
                "http://user:hunter2@0x7f.1:3128",
                "socks5://proxy:1080"
            })
    void what_is_no_proxy_is_refused_without_telling_its_password(String text) {
        IllegalArgumentException refusal =
                catchThrowableOfType(IllegalArgumentException.class, () -> EgressProxy.parse(text));

        assertThat(refusal.getMessage()).isNotEmpty().doesNotContain("hunter2");
        assertThat(refusal.getCause() == null ? "" : refusal.getCause().toString())
                .doesNotContain("hunter2");
    }

    private static String decode(String authorization) {
        byte[] bytes = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
