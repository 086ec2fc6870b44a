package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.dispatch.SimulatedNode.Part;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With the times of production: 15 seconds until a silent node is dead, 30 for the longest attempt, 3 between heartbeats. */
class NodeLoopTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** By what clocks differ, and the last heartbeat's age. */
    private static final int LEEWAY = 3;

    private final SimulatedWorld world = new SimulatedWorld(1, DispatchSettings.defaults(), false);

    NodeLoopTest() {
        world.calm(); // the database answers
    }

    @Test
    void a_newcomer_sends_two_heartbeats_later() {
        SimulatedNode first = start();
        assertThat(isSending(first)).isTrue();
        SimulatedNode second = start();
        assertThat(isSending(second)).isFalse();
        first.step(Part.NODE);
        second.step(Part.NODE);
        assertThat(isSending(second)).isTrue();
        assertThat(isSending(first)).isTrue();
    }

    @Test
    void what_a_silent_node_may_have_begun_is_waited_for() {
        start();
        live(16);
        SimulatedNode next = start(); // the first is dead, but its last attempt may take until second 45
        assertThat(secondsUntilSending(next)).isBetween(45 - 16, 48 - 16 + LEEWAY);
    }

    @Test
    void a_node_that_was_frozen_begins_anew_and_goes_on_when_the_others_still_count_it() {
        SimulatedNode first = start();
        SimulatedNode frozen = start();
        first.step(Part.NODE);
        frozen.step(Part.NODE);
        live(20, first);
        frozen.step(Part.NODE);
        assertThat(isSending(frozen)).isTrue();
    }

    @Test
    void but_waits_when_they_may_have_shared_out_what_was_its() {
        SimulatedNode first = start();
        SimulatedNode frozen = start();
        first.step(Part.NODE);
        frozen.step(Part.NODE);
        live(60, first);
        frozen.step(Part.NODE);
        assertThat(isSending(frozen)).isFalse();
        first.step(Part.NODE);
        frozen.step(Part.NODE);
        assertThat(isSending(frozen)).isTrue();
    }

    @Test
    void who_left_in_good_order_is_not_waited_for() {
        SimulatedNode first = start();
        first.stop();
        first.pipeline.leave();
        assertThat(isSending(start())).isTrue();
    }

    private SimulatedNode start() {
        world.start();
        return world.nodes.getLast();
    }

    /** Nothing starts while it has no part: then it has room for nothing. */
    private static boolean isSending(SimulatedNode node) {
        return node.pipeline.lanes.roomInAll() > 0;
    }

    private int secondsUntilSending(SimulatedNode node) {
        int seconds = 0;
        while (!isSending(node) && seconds < 100) {
            live(1, node);
            seconds++;
        }
        return seconds;
    }

    private void live(int seconds, SimulatedNode... beating) {
        for (int i = 0; i < seconds; i++) {
            world.pass(SECOND);
            for (SimulatedNode node : beating) {
                node.step(Part.NODE);
            }
        }
    }
}
