package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://hooks.example.com             | https://hooks.example.com         | /
            HTTPS://Hooks.Example.COM/In          | https://hooks.example.com         | /In
            https://hooks.example.com./a          | https://hooks.example.com         | /a
            https://hooks.example.com:443/        | https://hooks.example.com         | /
            http://hooks.example.com:80           | http://hooks.example.com          | /
            https://hooks.example.com:8443?x=1    | https://hooks.example.com:8443    | /?x=1
            https://a.b/x//y/../%2e?q=%20&r[]=1   | https://a.b                       | /x//y/../%2e?q=%20&r[]=1
            https://bücher.example/               | https://xn--bcher-kva.example     | /
            https://例え。テスト/                    | https://xn--r8jz45g.xn--zckzah    | /
            https://my_host.example/              | https://my_host.example           | /
            https://8.8.8.8/                      | https://8.8.8.8                   | /
            https://[2001:4860:4860:0::8888]:9/   | https://[2001:4860:4860:0:0:0:0:8888]:9 | /
            https://[::FFFF:8.8.8.8]/             | https://8.8.8.8                   | /
            """)
    void a_sound_url_is_normalised_in_host_and_kept_in_path(String url, String origin, String uri) {
        Target target = Target.parse(url);

        assertThat(target.origin()).hasToString(origin);
        assertThat(target.requestUri()).isEqualTo(uri);
        assertThat(target).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://example.com/            | scheme
            javascript:alert(1)           | scheme
            //example.com/                | scheme
            example.com/hook              | scheme
            ''                            | scheme
            https:/example.com            | scheme
            https://user@example.com/     | user-info
            https://u:p@example.com/      | user-info
            https://example.com@10.0.0.1/ | user-info
            https://example.com:0/        | port
            https://example.com:/         | port
            https://example.com:65536/    | port
            https://example.com:+443/     | port
            https://example.com:٤٤٣/      | port
            https://example.com:80:80/    | port
            https://example.com/#top      | fragment
            https:///path                 | host
            https://?q                    | host
            https://a..b/                 | host
            https://.example.com/         | host
            https://example.com../        | host
            https://-a.example/           | host
            https://exa%6dple.com/        | host
            https://a$b.example/          | host
            https://℀.example/            | host
            https://faß.de/               | host
            https://[::1/                 | host
            https://[::1]x/               | host
            https://[::g]/                | host
            https://[1.2.3.4]/            | host
            https://[::1.2.3]/            | host
            https://[::ffff:0x7f.1]/      | host
            https://[fe80::1%25eth0]/     | zone-id
            https://[fe80::1%eth0]/       | zone-id
            https://2130706433/           | ip-spelling
            https://0x7f000001/           | ip-spelling
            https://0x7f.0.0.1/           | ip-spelling
            https://0177.0.0.1/           | ip-spelling
            https://127.1/                | ip-spelling
            https://127.0.1/              | ip-spelling
            https://127.0.0.01/           | ip-spelling
            https://127.0.0.1.5/          | ip-spelling
            https://127.0.0.256/          | ip-spelling
            https://1.2.3.08/             | ip-spelling
            https://example.0x/           | ip-spelling
            https://１２７.1/              | ip-spelling
            https://example.com/a b       | url-character
            https://example.com\\evil     | url-character
            https://example.com/\\evil    | url-character
            https://example.com/ü         | url-character
            https://example.com/%zz       | url-character
            https://example.com/%2        | url-character
            https://example.com/"x"       | url-character
            """)
    void a_doubtful_url_is_refused_by_its_rule(String url, String rule) {
        assertThat(ruleOf(url)).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.b/\r\nHost: x",
                "https://a.b/\0",
                "https://a.b\t/",
                " https://a.b",
                "https://a.b/\u0085",
                "https://a.b/\u00a0",
                "https://a\u2003b/",
                "https://a.b/\u007f",
                "https://a.b/\n"
            })
    void control_characters_and_blanks_are_refused_anywhere(String url) {
        assertThat(ruleOf(url)).isEqualTo("url-character");
    }

    @Test
    void full_width_digits_are_read_as_the_address_they_become() {
        Target target = Target.parse("https://１２７.0.0.1/");

        assertThat(target.origin().host()).isEqualTo("127.0.0.1");
        assertThat(target.literal()).isPresent();
    }

    @Test
    void urls_end_at_2048_characters() {
        String longest = "https://a.b/" + "x".repeat(2048 - 12);

        assertThat(Target.parse(longest).requestUri()).hasSize(2048 - 11);
        assertThat(ruleOf(longest + "x")).isEqualTo("url-length");
    }

    @Test
    void an_origin_has_no_path() {
        assertThat(Origin.parse("http://127.0.0.1:9000/")).isEqualTo(new Origin("http", "127.0.0.1", 9000));
        assertThat(catchThrowableOfType(RefusedTarget.class, () -> Origin.parse("http://127.0.0.1:9000/x"))
                        .rule())
                .isEqualTo("origin");
    }

    @Test
    void a_list_of_allowed_targets_names_its_bad_entry() {
        assertThat(AllowedTargets.parse(" http://127.0.0.1:9000 ,, https://hooks.internal ,"))
                .containsExactlyInAnyOrder(
                        new Origin("http", "127.0.0.1", 9000), new Origin("https", "hooks.internal", 443));
        assertThat(AllowedTargets.parse("")).isEmpty();
        assertThat(catchThrowableOfType(RefusedTarget.class, () -> AllowedTargets.parse("https://a.b,localhost:9000")))
                .hasMessageContaining("localhost:9000");
    }

    private static String ruleOf(String url) {
        return catchThrowableOfType(RefusedTarget.class, () -> Target.parse(url))
                .rule();
    }
}
