package dev.tributary.server.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TiersTest {
    private static final Tiers MONTHLY = new Tiers(
            Tiers.Basis.REVENUE, Optional.empty(), List.of(tier("0", "5"), tier("1000", "8"), tier("5000.50", "10")));

    @Test
    void a_tier_begins_at_its_amount_and_less_than_nothing_is_the_first() {
        assertThat(percent("-20")).isEqualTo("5");
        assertThat(percent("0")).isEqualTo("5");
        assertThat(percent("999.99")).isEqualTo("5");
        assertThat(percent("1000.00")).isEqualTo("8");
        assertThat(percent("5000.49")).isEqualTo("8");
        assertThat(percent("5000.5")).isEqualTo("10");
        assertThat(percent("1e9")).isEqualTo("10");
    }

    @Test
    void the_next_tier_is_the_one_above() {
        assertThat(MONTHLY.after(tier("0", "5"))).contains(tier("1000.00", "8.0"));
        assertThat(MONTHLY.after(tier("5000.50", "10"))).isEmpty();
    }

    @Test
    void days_roll_and_a_calendar_month_begins_at_midnight_where_the_account_is() {
        Instant ordered = Instant.parse("2026-05-01T03:00:00Z");
        Tiers rolling = new Tiers(Tiers.Basis.COUNT, Optional.of(7), MONTHLY.steps());
        assertThat(rolling.since(ordered, ZoneOffset.UTC)).isEqualTo("2026-04-24T03:00:00Z");
        assertThat(MONTHLY.since(ordered, ZoneOffset.UTC)).isEqualTo("2026-05-01T00:00:00Z");
        assertThat(MONTHLY.since(ordered, ZoneId.of("Europe/Rome"))).isEqualTo("2026-04-30T22:00:00Z");
        assertThat(MONTHLY.since(ordered, ZoneId.of("America/New_York"))).isEqualTo("2026-04-01T04:00:00Z");
    }

    private static String percent(String reached) {
        return MONTHLY.at(new BigDecimal(reached)).percent().toPlainString();
    }

    private static Tiers.Tier tier(String from, String percent) {
        return new Tiers.Tier(new BigDecimal(from), new BigDecimal(percent));
    }
}
