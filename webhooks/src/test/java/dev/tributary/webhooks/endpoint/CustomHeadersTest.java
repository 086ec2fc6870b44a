package dev.tributary.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.transport.Header;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Connection",
                "Keep-Alive",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "User-Agent",
                "Via",
                "Max-Forwards",
                "Content-Length",
                "Content-Type",
                "Content-Encoding",
                "webhook-id",
                "webhook-signature",
                "webhook-anything",
                "Tributary-Attempt",
                "Refersion-Signature",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "True-Client-IP",
                "X-Client-IP",
                "CF-Connecting-IP",
                "Fastly-Client-IP",
                "X-Envoy-Original-Path",
                "X-Amz-Security-Token",
                "X-Amzn-Trace-Id",
                "X-Aws-Ec2-Metadata-Token",
                "X-Goog-Api-Key",
                "X-Google-Backend",
                "Metadata-Flavor",
                "Metadata",
                "X-Ms-Version",
                "X-Azure-Ref"
            })
    void what_this_engine_proxies_and_clouds_rely_on_is_reserved_however_it_is_spelt(String name) {
        for (String spelt : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
            assertThat(faults(spelt, "x")).containsExactly(spelt + " is reserved; choose another name");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "X-Api-Key", "x", "Cookie", "Webhooks", "Hosts", "X-Forward", "!#$%&'*+.^_`|~9"
            })
    void other_names_are_the_merchants_own(String name) {
        assertThat(faults(name, "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r\nb", "a\nb", "a\0", "é", "(a)", "a/b", "\ta", "Host "})
    void what_is_no_name_is_refused(String name) {
        assertThat(faults(name, "x")).hasSize(1).allMatch(fault -> fault.contains("name has letters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nX-Other: 1",
                "a\nb",
                "a\rb",
                "\r",
                "\n",
                "a\0b",
                "\0",
                " a",
                "a ",
                "\ta",
                "é",
                "a\u007f",
                "a\u2028b"
            })
    void what_could_begin_another_line_or_is_no_printable_ascii_is_no_value(String value) {
        assertThat(faults("X-Own", value)).hasSize(1).allMatch(fault -> fault.contains("printable ASCII"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b", "a\tb", "Bearer abc.def~+/=", "\"q\""})
    void printable_text_is_one(String value) {
        assertThat(faults("X-Own", value)).isEmpty();
    }

    @Test
    void there_are_limits() {
        assertThat(faults("x".repeat(100), "v".repeat(2000))).isEmpty();
        assertThat(faults("x".repeat(101), "v")).hasSize(1);
        assertThat(faults("x", "v".repeat(2001))).hasSize(1);
        assertThat(CustomHeaders.check(List.of(new Header("X-Own", "1"), new Header("x-own", "2"))))
                .containsExactly("x-own is given twice");
        assertThat(CustomHeaders.check(Collections.nCopies(21, new Header("X-Own", "1"))))
                .contains("at most 20 headers");
    }

    private static List<String> faults(String name, String value) {
        return CustomHeaders.check(List.of(new Header(name, value)));
    }
}
