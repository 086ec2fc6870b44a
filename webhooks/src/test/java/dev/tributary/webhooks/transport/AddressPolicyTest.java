package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final Origin CATCHER = new Origin("http", "localhost", 8080);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:a00:1",
                "64:ff9b::a00:1",
                "64:ff9b::127.0.0.1",
                "64:ff9b:1::8.8.8.8",
                "100::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:1ff::1",
                "2001:db8::1",
                "2001:db8:ffff::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "3fff::1",
                "3fff:fff::1",
                "4000::1",
                "1fff::1",
                "5f00::1"
            })
    void what_is_not_public_is_refused_as_literal_and_behind_a_name(String address) {
        assertThat(ruleAtSave(literal(address), policy())).isEqualTo("private-address");
        assertThat(ruleAtSave("https://hooks.example/", policy(address))).isEqualTo("private-address");
        assertThat(ruleAtConnect(address)).isEqualTo("private-address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.254",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "192.0.3.1",
                "192.167.255.255",
                "192.169.0.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2001:200::1",
                "2001:db7::1",
                "2001:db9::1",
                "2003::1",
                "2606:4700::1111",
                "3ffe::1",
                "3fff:1000::1",
                "64:ff9b::808:808",
                "::ffff:8.8.8.8"
            })
    void what_is_public_is_let_through(String address) {
        assertThatCode(() -> policy().checkSave(Target.parse(literal(address)))).doesNotThrowAnyException();
        assertThatCode(() -> policy(address).checkSave(Target.parse("https://hooks.example/")))
                .doesNotThrowAnyException();
        assertThat(ruleAtConnect(address)).isEqualTo("none");
    }

    @Test
    void one_private_address_spoils_a_mixed_answer() {
        assertThat(ruleAtSave("https://hooks.example/", policy("8.8.8.8", "10.0.0.1")))
                .isEqualTo("private-address");
        assertThat(ruleAtSave("https://hooks.example/", policy("2606:4700::1111", "8.8.8.8", "::1")))
                .isEqualTo("private-address");
    }

    @Test
    void a_refusal_never_tells_the_address_behind_a_name() {
        assertThat(catchThrowableOfType(
                                RefusedTarget.class,
                                () -> policy("10.1.2.3").checkSave(Target.parse("https://db.internal/")))
                        .detail())
                .contains("db.internal")
                .doesNotContain("10.1.2.3");
    }

    @Test
    void a_name_that_does_not_resolve_now_can_be_saved() {
        AddressPolicy policy = policy(
                _ -> CompletableFuture.failedFuture(new IOException("no such name")), Set.of(), Optional.empty());

        assertThatCode(() -> policy.checkSave(Target.parse("https://not.yet.example/")))
                .doesNotThrowAnyException();
    }

    @Test
    void http_needs_the_operators_word() {
        AddressPolicy lenient = new AddressPolicy(Set.of(), true, Optional.empty(), answering("8.8.8.8"));

        assertThat(ruleAtSave("http://hooks.example/", policy("8.8.8.8"))).isEqualTo("https-required");
        assertThatCode(() -> lenient.checkSave(Target.parse("http://hooks.example/")))
                .doesNotThrowAnyException();
        assertThat(ruleAtSave("http://127.0.0.1/", lenient)).isEqualTo("private-address");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 587, 8443, 65535})
    void every_port_is_free(int port) {
        assertThatCode(() -> policy("8.8.8.8").checkSave(Target.parse("https://hooks.example:" + port + "/")))
                .doesNotThrowAnyException();
    }

    @Test
    void an_allowed_origin_is_allowed_exactly() {
        AddressPolicy policy =
                policy(answering("127.0.0.1"), AllowedTargets.parse("http://127.0.0.1:9000"), Optional.empty());

        assertThatCode(() -> policy.checkSave(Target.parse("http://127.0.0.1:9000/any?x")))
                .doesNotThrowAnyException();
        assertThat(ruleAtSave("http://127.0.0.1:9001/", policy)).isEqualTo("https-required");
        assertThat(ruleAtSave("https://127.0.0.1:9000/", policy)).isEqualTo("private-address");
        assertThat(ruleAtSave("http://localhost:9000/", policy)).isEqualTo("https-required");
    }

    @Test
    void the_catcher_is_open_under_catch() {
        AddressPolicy policy = policy(answering("127.0.0.1"), Set.of(), Optional.of(CATCHER));

        assertThatCode(() -> policy.checkSave(Target.parse("http://localhost:8080/catch/cat_1/a?b=..%2f")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/catch",
                "/catcher/x",
                "/api/v1/webhooks",
                "//catch/x",
                "/catch/../api",
                "/catch/x/..",
                "/catch/..;/api",
                "/catch/%2e%2e/api",
                "/catch/.%2E/api",
                "/catch/x%2F..",
                "/catch/%5c..%5c",
                "/CATCH/x"
            })
    void the_catchers_origin_is_closed_elsewhere(String path) {
        AddressPolicy policy = policy(answering("127.0.0.1"), Set.of(), Optional.of(CATCHER));

        assertThat(ruleAtSave("http://localhost:8080" + path, policy)).isEqualTo("catcher-path");
    }

    private static String literal(String address) {
        return address.indexOf(':') < 0 ? "https://" + address + "/" : "https://[" + address + "]/";
    }

    private static String ruleAtSave(String url, AddressPolicy policy) {
        return catchThrowableOfType(RefusedTarget.class, () -> policy.checkSave(Target.parse(url)))
                .rule();
    }

    private static String ruleAtConnect(String address) {
        return policy().refusal(Target.parse("https://hooks.example/"), List.of(InetAddress.ofLiteral(address)))
                .map(RefusedTarget::rule)
                .orElse("none");
    }

    private static NameResolver answering(String... addresses) {
        List<InetAddress> answer =
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return _ -> CompletableFuture.completedFuture(answer);
    }

    private static AddressPolicy policy(String... addresses) {
        return policy(answering(addresses), Set.of(), Optional.empty());
    }

    private static AddressPolicy policy(NameResolver resolver, Set<Origin> allowed, Optional<Origin> catcher) {
        return new AddressPolicy(allowed, false, catcher, resolver);
    }
}
