package dev.tributary.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.access.Scope;
import dev.tributary.server.hostile.World.Write;
import dev.tributary.server.testing.Calls;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.server.testing.Signing;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spoiled bodies for those in a hurry, and what can't be read or may not be sent at all. */
class HostileBodyTest extends SpoiledBodies {
    private static final List<String> OTHER_TYPES = List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
            "*/*",
            "x",
            "application/json; charset=utf-16");

    HostileBodyTest() {
        super(4);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void what_can_not_be_read_is_refused(Write write) {
        Calls calls = world.merchant().calls();
        refuse(unreadable(), body -> write.send(calls, body));
        Fingerprint before = Fingerprint.of(world.merchant());
        for (String type : OTHER_TYPES) {
            calls.send(write.method(), write.path(), BodyPublishers.ofString(write.body()), "Content-Type", type)
                    .expectProblem(415);
        }
        assertThat(Fingerprint.of(world.merchant())).isEqualTo(before);
    }

    @Test
    void what_can_not_be_read_is_refused_at_the_raw_doors() {
        refuse(unreadable(), world.merchant()::track);
        refuse(unreadable(), world.shop()::send);
        refuse(unreadable(), Signing.shop(world.merchant(), "woocommerce")::woo);
        Signing stripe = Signing.shop(world.merchant(), "stripe");
        InstantSource clock = SharedServer.server().bean(InstantSource.class);
        refuse(unreadable(), body -> stripe.stripe(body, clock.instant()));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void who_may_not_write_writes_nothing(Write write) {
        Fingerprint before = Fingerprint.of(world.merchant());
        write.send(world.merchant().with(Scope.READ).calls(), write.body()).expectProblem(403);
        if (!write.path().equals("/api/v1/orders")) {
            write.send(world.merchant().with(Scope.READ, Scope.TRACKING).calls(), write.body())
                    .expectProblem(403);
        }
        write.send(SharedServer.server().stranger(), write.body()).expectProblem(401);
        assertThat(Fingerprint.of(world.merchant())).isEqualTo(before);
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
}
