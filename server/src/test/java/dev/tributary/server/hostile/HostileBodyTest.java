package dev.tributary.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.hostile.World.Write;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Signing;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that takes a body, with bodies spoiled in every place: a problem answer, and nothing written. */
@Tag("database")
@Tag("once")
class HostileBodyTest {
    private static final World WORLD = World.make();
    private static final List<String> OTHER_TYPES = List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
            "*/*",
            "x",
            "application/json; charset=utf-16");

    static Stream<Write> writes() {
        return WORLD.writes().stream();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_body_spoiled_in_one_place_is_refused_or_harmless(Write write) {
        sweep(Mutations.of(write.body()), body -> write.send(WORLD.merchant().calls(), body));
    }

    @Test
    void a_spoiled_order_from_a_refersion_client_is_refused_or_harmless() {
        sweep(Mutations.of(World.order("t-1")), WORLD.merchant()::track);
    }

    @Test
    void a_spoiled_body_that_shopify_signed_is_refused_or_harmless() {
        sweep(Mutations.of(World.SHOPIFY), WORLD.shop()::send);
        WORLD.shop().send(World.SHOPIFY).expect(200);
        sweep(Mutations.few(World.SHOPIFY_PART), WORLD.shop()::send);
        sweep(Mutations.of(World.SHOPIFY_REFUND), WORLD.shop()::send);
    }

    @Test
    void a_spoiled_body_that_woocommerce_signed_is_refused_or_harmless() {
        Signing shop = Signing.shop(WORLD.merchant(), "woocommerce");
        sweep(Mutations.few(World.WOOCOMMERCE), shop::woo);
        sweep(Mutations.few(World.SUBSCRIPTION), shop::woo);
        assertThat(sweep(unreadable(), shop::woo)).isZero();
    }

    @Test
    void a_spoiled_event_that_stripe_signed_is_refused_or_harmless() {
        Signing shop = Signing.shop(WORLD.merchant(), "stripe");
        InstantSource clock = SharedServer.server().bean(InstantSource.class);
        Function<String, Answer> send = body -> shop.stripe(body, clock.instant());
        for (String event : World.STRIPE) {
            sweep(Mutations.few(event), send);
        }
        assertThat(sweep(unreadable(), send)).isZero();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void what_can_not_be_read_is_refused(Write write) {
        Calls calls = WORLD.merchant().calls();
        assertThat(sweep(unreadable(), body -> write.send(calls, body))).isZero();
        Fingerprint before = Fingerprint.of(WORLD.merchant());
        for (String type : OTHER_TYPES) {
            calls.send(write.method(), write.path(), BodyPublishers.ofString(write.body()), "Content-Type", type)
                    .expectProblem(415);
        }
        assertThat(Fingerprint.of(WORLD.merchant())).isEqualTo(before);
    }

    @Test
    void what_can_not_be_read_is_refused_at_the_raw_doors() {
        assertThat(sweep(unreadable(), WORLD.merchant()::track)).isZero();
        assertThat(sweep(unreadable(), WORLD.shop()::send)).isZero();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void who_may_not_write_writes_nothing(Write write) {
        Fingerprint before = Fingerprint.of(WORLD.merchant());
        write.send(WORLD.merchant().with(Scope.READ).calls(), write.body()).expectProblem(403);
        if (!write.path().equals("/api/v1/orders")) {
            write.send(WORLD.merchant().with(Scope.READ, Scope.TRACKING).calls(), write.body())
                    .expectProblem(403);
        }
        write.send(SharedServer.server().stranger(), write.body()).expectProblem(401);
        assertThat(Fingerprint.of(WORLD.merchant())).isEqualTo(before);
    }

    private static List<String> unreadable() {
        return List.of(
                "",
                "{",
                "{]",
                "[]",
                "[{}]",
                "null",
                "1",
                "\"x\"",
                "{}{}",
                "{'a':1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "\u0000",
                "{\"a\":\"\u0000\"}",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "{\"a\":" + "9".repeat(100_000) + "}",
                " ".repeat(10 << 20));
    }

    /**
     * Sends them all, and once more those that were refused, which must change no row; how many were accepted.
     *
     * @throws AssertionError that lists every answer that is neither a success nor a proper problem
     */
    private static int sweep(List<String> bodies, Function<String, Answer> send) {
        List<String> refused = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String body : bodies) {
            Answer answer = send.apply(body);
            Refusal.fault(answer).ifPresent(fault -> faults.add(shown(body) + " → " + fault));
            if (Refusal.isOne(answer)) {
                refused.add(body);
            }
        }
        assertThat(faults).isEmpty();
        // What an accepted one changed may make a refused one fit: those are left out until all are refused again.
        boolean same = false;
        while (!same) {
            Fingerprint before = Fingerprint.of(WORLD.merchant());
            same = !refused.removeIf(body -> !Refusal.isOne(send.apply(body)));
            assertThat(same && !Fingerprint.of(WORLD.merchant()).equals(before))
                    .as("something refused was written")
                    .isFalse();
        }
        System.out.printf("%d hostile bodies, %d of them harmless%n", bodies.size(), bodies.size() - refused.size());
        return bodies.size() - refused.size();
    }

    private static String shown(String body) {
        return body.length() > 300 ? body.substring(0, 300) + "…" : body;
    }
}
