package dev.tributary.webhooks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Seeds;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private addresses by the thousand, however they are written: at save, at connect, and behind a name. */
class PrivateSpellingsTest {
    private static final int MANY = 20_000;

    private final RandomGenerator random = Seeds.random("spellings of private addresses");

    @Test
    void no_spelling_of_a_private_address_is_let_through() {
        Spellings spellings = new Spellings(random);
        Map<String, Integer> rules = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            String host = spellings.next();
            String url = "https://" + host + (random.nextBoolean() ? ":" + (1 + random.nextInt(65535)) : "") + "/x";

            String rule = ruleOf(url);
            assertThat(rule).as(url).isIn("private-address", "ip-spelling", "host", "zone-id", "url-character");
            rules.merge(rule, 1, Integer::sum);
        }
        System.out.println(rules);
        assertThat(rules)
                .as("spellings of every kind")
                .containsKeys("private-address", "ip-spelling", "host", "zone-id");
        assertThat(rules.get("private-address")).isGreaterThan(MANY / 5);
    }

    @Test
    void no_private_address_is_let_through_behind_a_name() {
        PrivateAddresses addresses = new PrivateAddresses(random);
        for (int i = 0; i < MANY; i++) {
            InetAddress address = addresses.next();
            Target target = Target.parse("https://hooks.example/");

            assertThat(policy(address).refusal(target, List.of(InetAddress.ofLiteral("8.8.8.8"), address)))
                    .as("%s", address)
                    .map(RefusedTarget::rule)
                    .contains("private-address");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/8, none, 1.0.0.0",
        "10.0.0.0/8, 9.255.255.255, 11.0.0.0",
        "100.64.0.0/10, 100.63.255.255, 100.128.0.0",
        "127.0.0.0/8, 126.255.255.255, 128.0.0.0",
        "168.63.129.16/32, 168.63.129.15, 168.63.129.17",
        "169.254.0.0/16, 169.253.255.255, 169.255.0.0",
        "172.16.0.0/12, 172.15.255.255, 172.32.0.0",
        "192.0.0.0/24, 191.255.255.255, 192.0.1.0",
        "192.0.2.0/24, 192.0.1.255, 192.0.3.0",
        "192.88.99.0/24, 192.88.98.255, 192.88.100.0",
        "192.168.0.0/16, 192.167.255.255, 192.169.0.0",
        "198.18.0.0/15, 198.17.255.255, 198.20.0.0",
        "198.51.100.0/24, 198.51.99.255, 198.51.101.0",
        "203.0.113.0/24, 203.0.112.255, 203.0.114.0",
        "224.0.0.0/4, 223.255.255.255, none",
        "240.0.0.0/4, none, none",
        "::/3, none, 2000::",
        "4000::/2, 3ffe:ffff::, none",
        "2001::/23, 2000:ffff::, 2001:200::",
        "2001:db8::/32, 2001:db7:ffff::, 2001:db9::",
        "2002::/16, 2001:ffff::, 2003::",
        "3fff::/20, 3ffe:ffff::, 3fff:1000::",
        "64:ff9b::10.0.0.0/104, 64:ff9b::9.255.255.255, 64:ff9b::11.0.0.0"
    })
    void a_block_is_refused_from_its_first_address_to_its_last_and_no_further(
            String block, String before, String after) {
        int slash = block.indexOf('/');
        byte[] first = InetAddress.ofLiteral(block.substring(0, slash)).getAddress();
        int free = first.length * 8 - Integer.parseInt(block.substring(slash + 1));
        BigInteger last =
                new BigInteger(1, first).add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE);

        assertThat(isLetThrough(PrivateAddresses.address(first))).isFalse();
        assertThat(isLetThrough(PrivateAddresses.address(PrivateAddresses.bytes(last, first.length))))
                .isFalse();
        assertThat(before.equals("none") || isLetThrough(InetAddress.ofLiteral(before)))
                .isTrue();
        assertThat(after.equals("none") || isLetThrough(InetAddress.ofLiteral(after)))
                .isTrue();
    }

    private static boolean isLetThrough(InetAddress address) {
        return policy(address)
                .refusal(Target.parse("https://hooks.example/"), List.of(address))
                .isEmpty();
    }

    /** The rule that stopped it, at save and at connect alike. */
    private static String ruleOf(String url) {
        try {
            Target target = Target.parse(url);
            List<InetAddress> addresses = target.literal().map(List::of).orElse(List.of());
            AddressPolicy policy = policy(InetAddress.ofLiteral("8.8.8.8"));
            Optional<String> atConnect = policy.refusal(target)
                    .or(() -> policy.refusal(target, addresses))
                    .map(RefusedTarget::rule);
            policy.checkSave(target);
            return "let through at save, at connect " + atConnect;
        } catch (RefusedTarget refused) {
            return refused.rule();
        }
    }

    private static AddressPolicy policy(InetAddress answer) {
        return new AddressPolicy(
                Set.of(), false, Optional.empty(), _ -> CompletableFuture.completedFuture(List.of(answer)));
    }
}
