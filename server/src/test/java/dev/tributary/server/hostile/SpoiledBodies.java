package dev.tributary.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.hostile.World.Write;
import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Signing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that takes a body, with bodies spoiled in every place: a problem answer, and nothing written. */
@Tag("database")
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SpoiledBodies {
    final World world = World.make();
    private final int turn;

    /** Has them spoiled with every value in every place, or in {@link Mutations#of turns}. */
    SpoiledBodies(int turn) {
        this.turn = turn;
    }

    Stream<Write> writes() {
        return world.writes().stream();
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_body_spoiled_in_one_place_is_refused_or_harmless(Write write) {
        sweep(
                Mutations.of(write.body(), turn),
                body -> write.send(world.merchant().calls(), body));
    }

    @Test
    void a_spoiled_order_from_a_refersion_client_is_refused_or_harmless() {
        sweep(Mutations.of(World.order("t-1"), turn), world.merchant()::track);
    }

    @Test
    void a_spoiled_body_that_shopify_signed_is_refused_or_harmless() {
        sweep(Mutations.of(World.SHOPIFY, turn), world.shop()::send);
        world.shop().send(World.SHOPIFY).expect(200);
        sweep(Mutations.few(World.SHOPIFY_PART, turn), world.shop()::send);
        sweep(Mutations.of(World.SHOPIFY_REFUND, turn), world.shop()::send);
    }

    @Test
    void a_spoiled_body_that_woocommerce_signed_is_refused_or_harmless() {
        Signing shop = Signing.shop(world.merchant(), "woocommerce");
        sweep(Mutations.few(World.WOOCOMMERCE, turn), shop::woo);
        sweep(Mutations.few(World.SUBSCRIPTION, turn), shop::woo);
    }

    @Test
    void a_spoiled_event_that_stripe_signed_is_refused_or_harmless() {
        Signing shop = Signing.shop(world.merchant(), "stripe");
        InstantSource clock = SharedServer.server().bean(InstantSource.class);
        for (String event : World.STRIPE) {
            sweep(Mutations.few(event, turn), body -> shop.stripe(body, clock.instant()));
        }
    }

    /**
     * Sends them all, and once more those that were refused, which must change no row; how many were accepted.
     *
     * @throws AssertionError that lists every answer that is neither a success nor a proper problem
     */
    final int sweep(List<String> bodies, Function<String, Answer> send) {
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
            Fingerprint before = Fingerprint.of(world.merchant());
            same = !refused.removeIf(body -> !Refusal.isOne(send.apply(body)));
            assertThat(same && !Fingerprint.of(world.merchant()).equals(before))
                    .as("something refused was written")
                    .isFalse();
        }
        System.out.printf("%d hostile bodies, %d of them harmless%n", bodies.size(), bodies.size() - refused.size());
        return bodies.size() - refused.size();
    }

    /** Sends them all, which must be refused as they should be and change no row. */
    final void refuse(List<String> bodies, Function<String, Answer> send) {
        Fingerprint before = Fingerprint.of(world.merchant());
        List<String> faults = new ArrayList<>();
        for (String body : bodies) {
            Answer answer = send.apply(body);
            Refusal.fault(answer).ifPresent(fault -> faults.add(shown(body) + " → " + fault));
            if (!Refusal.isOne(answer)) {
                faults.add(shown(body) + " → accepted");
            }
        }
        assertThat(faults).isEmpty();
        assertThat(Fingerprint.of(world.merchant())).isEqualTo(before);
    }

    private static String shown(String body) {
        return body.length() > 300 ? body.substring(0, 300) + "…" : body;
    }
}
