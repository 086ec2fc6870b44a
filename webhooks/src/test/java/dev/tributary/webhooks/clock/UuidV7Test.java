package dev.tributary.webhooks.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Seeds;
import dev.tributary.testkit.SettableClock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidV7Test {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123Z");

    private final UuidV7 ids = new UuidV7(SettableClock.at(NOW), Seeds.random("ids"));

    @Test
    void an_id_is_of_version_7_and_carries_its_time() {
        UUID id = ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(UuidV7.timeOf(id)).isEqualTo(NOW);
    }

    @Test
    void each_is_greater_than_the_one_before_though_the_clock_stands_still() {
        String last = "";
        for (int i = 0; i < 10_000; i++) {
            String next = ids.next().toString();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void the_floor_of_a_time_is_below_every_id_of_it() {
        assertThat(UuidV7.floor(NOW).toString()).isLessThan(ids.next().toString());
        assertThat(UuidV7.floor(NOW.plusMillis(1)).toString())
                .isGreaterThan(ids.next().toString());
    }

    @Test
    void a_prefixed_id_reads_back_with_and_without_dashes() {
        PrefixedId form = new PrefixedId("evt_");
        UUID id = ids.next();
        assertThat(form.format(id)).hasSize(36).startsWith("evt_");
        assertThat(form.parse(form.format(id))).contains(id);
        assertThat(form.parse("evt_" + id)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evt_",
                "evt_1",
                "dlv_01a20365c0767000a6977b48c64b90f1",
                "evt_01a20365c0767000a6977b48c64b90fg",
                "evt_01a20365c0767000a6977b48c64b90f1f",
                "01a20365c0767000a6977b48c64b90f1"
            })
    void what_is_no_id_is_none(String text) {
        assertThat(new PrefixedId("evt_").parse(text)).isEmpty();
    }
}
