package dev.tributary.server.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.VisitorAddress;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The small pure rules of this package. */
class RulesTest {
    private static final String DESKTOP = Visits.AGENT;

    @Test
    void known_bots_are_known_and_people_are_none() {
        for (String bot : List.of(
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Twitterbot/1.0",
                "Mozilla/5.0 (compatible; YandexBot/3.0)",
                "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
                "Baiduspider/2.0",
                "WhatsApp/2.23.20.0",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")) {
            assertThat(Uncounted.isBot(bot)).as(bot).isTrue();
        }
        for (String person : List.of(
                "",
                DESKTOP,
                "Mozilla/5.0 (Linux; Android 9; CUBOT_P40) AppleWebKit/537.36 Chrome/90 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 Chrome/90 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
                "Java-http-client/25")) {
            assertThat(Uncounted.isBot(person)).as(person).isFalse();
        }
    }

    @Test
    void devices_are_told_apart() {
        assertThat(Device.of(DESKTOP)).isEqualTo(Device.DESKTOP);
        assertThat(Device.of("Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari"))
                .isEqualTo(Device.MOBILE);
        assertThat(Device.of("Mozilla/5.0 (Linux; Android 14; SM-X200) Safari")).isEqualTo(Device.TABLET);
        assertThat(Device.of("Mozilla/5.0 (iPad; CPU OS 17_0)")).isEqualTo(Device.TABLET);
        assertThat(Device.of("")).isEqualTo(Device.OTHER);
    }

    @Test
    void a_forwarded_address_is_believed_from_a_proxy_beside_us_alone() {
        assertThat(address("203.0.113.5", "198.51.100.1")).isEqualTo("203.0.113.5");
        assertThat(address("127.0.0.1", "6.6.6.6, 198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(address("10.0.0.2", "198.51.100.1, 192.168.1.1")).isEqualTo("198.51.100.1");
        assertThat(address("fd00::1", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(address("127.0.0.1", "6.6.6.6, <script>")).isEqualTo("127.0.0.1");
        assertThat(address("127.0.0.1", "localhost")).isEqualTo("127.0.0.1");
        assertThat(VisitorAddress.of("127.0.0.1", Optional.empty()).text()).isEqualTo("127.0.0.1");
        assertThat(VisitorAddress.of("2001:db8::1", Optional.empty()).network())
                .isEqualTo(VisitorAddress.of("2001:db8::2", Optional.empty()).network());
    }

    @Test
    void an_address_may_tell_so_much_and_more_after_a_while() {
        SettableClock clock = SettableClock.at("2026-05-01T12:00:00Z");
        AddressLimit limit = new AddressLimit(clock);
        VisitorAddress one = new VisitorAddress("198.51.100.1");
        assertThat(IntStream.range(0, AddressLimit.BURST)).allMatch(count -> limit.admits(one));
        assertThat(limit.admits(one)).isFalse();
        assertThat(limit.admits(new VisitorAddress("198.51.100.2"))).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(IntStream.range(0, AddressLimit.PER_SECOND)).allMatch(count -> limit.admits(one));
        assertThat(limit.admits(one)).isFalse();
    }

    @Test
    void days_are_those_of_their_zone_also_where_one_is_shorter() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Days days = Days.until(Instant.parse("2026-03-29T22:30:00Z"), 2, berlin);
        assertThat(days.all()).containsExactly(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 3, 30));
        assertThat(Duration.between(days.begin(), days.end())).isEqualTo(Duration.ofHours(47));
    }

    @Test
    void a_cart_is_known_without_the_key_that_shopify_appends() {
        assertThat(CartId.of(" hWN2?key=abc ")).isEqualTo("hWN2");
        assertThat(CartId.of("a?b")).isEqualTo("a?b");
        assertThat(CartId.of("a".repeat(254) + "\uD83C\uDF75b")).isEqualTo("a".repeat(254) + "\uD83C\uDF75");
    }

    private static String address(String peer, String forwarded) {
        return VisitorAddress.of(peer, Optional.of(forwarded)).text();
    }
}
