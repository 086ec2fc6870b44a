package dev.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchTest {
    @Test
    void a_short_run_loses_nothing_and_says_so() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code = Bench.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                "deliveries --json --seconds=0.2 --rounds=1 --endpoints=3 --batch=10 --publishers=2".split(" ", -1));

        assertThat(code).isZero();
        JsonNode deliveries = JsonMapper.shared().readTree(out.toByteArray()).get("deliveries");
        assertThat(deliveries).hasSize(2);
        for (JsonNode scenario : deliveries) {
            JsonNode engine = scenario.get("engine");
            assertThat(engine.get("published").asLong()).isPositive();
            assertThat(engine.get("received").get("distinct")).isEqualTo(engine.get("published"));
            assertThat(scenario.get("latency").get("p50").asDouble()).isPositive();
        }
    }

    @Test
    @Tag("long")
    void a_small_storm_loses_nothing_and_keeps_to_the_cap() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code = Bench.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                "storm --json --webhooks=20 --hanging=2 --due=1000 --calm=0.3 --publishers=2".split(" ", -1));

        assertThat(code).isZero();
        JsonNode storm = JsonMapper.shared().readTree(out.toByteArray()).get("storm");
        assertThat(storm.get("lost").asLong()).isZero();
        assertThat(storm.get("mostAtOnce").asInt()).isBetween(2, 32);
        assertThat(storm.get("storm").get("p99").asDouble()).isPositive();
    }

    @Test
    void percentiles_are_values_that_were_measured() {
        long[] micros = LongStream.rangeClosed(1, 1000).map(i -> i * 1000).toArray();
        shuffle(micros, new Random(7));

        assertThat(Latency.of(5, micros)).isEqualTo(new Latency(5, 500, 990, 1000));
        assertThat(Latency.of(5, new long[0])).isEqualTo(new Latency(5, 0, 0, 0));
    }

    private static void shuffle(long[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
