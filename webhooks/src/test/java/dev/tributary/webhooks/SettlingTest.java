package dev.tributary.webhooks;

import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.Status;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A webhook with a large backlog that is disabled, paused, enabled: in steps, so that nobody waits for it. */
@Tag("database")
@Tag("long")
@Tag("once")
class SettlingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MANY = 200_000;

    @Test
    void disabling_and_skipping_move_a_large_backlog_in_small_commits_while_others_are_served() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                FaultyReceiver gone = FaultyReceiver.start(Behaviour.GONE);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"), gone.url("/"))) {
            Endpoint other = engine.endpoint(receiver.url("/"));
            Endpoint endpoint = engine.endpoint(gone.url("/"));
            addBacklog(engine, endpoint, MANY);

            engine.publish(SOLD, "hat:1", "{}");
            Await.until(PATIENCE, "it to be disabled", () -> status(engine, endpoint) == Status.DISABLED);
            assertThat(count(engine, endpoint, "retrying"))
                    .as("left by the transaction that disabled it")
                    .isPositive();
            engine.publish(SOLD, "hat:2", "{}");
            Await.until(PATIENCE, "the other to be served", () -> count(engine, other, "delivered") == 2);
            Await.until(PATIENCE, "all to be held", () -> count(engine, endpoint, "held") == MANY + 1);
            assertThat(largestCommit(engine, "held")).isLessThanOrEqualTo(1_000);

            gone.behave(Behaviour.OK);
            int before = gone.requests().size();
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), false);
            engine.publish(SOLD, "hat:3", "{}");
            Await.until(PATIENCE, "what came later to arrive", () -> count(engine, endpoint, "delivered") == 1);
            Await.until(PATIENCE, "all to be skipped", () -> count(engine, endpoint, "cancelled") == MANY + 1);
            assertThat(largestCommit(engine, "cancelled")).isLessThanOrEqualTo(1_000);
            assertThat(gone.requests()).hasSize(before + 1);
            assertThat(engine.value(
                            "select count(*) from delivery where state = 'cancelled' and state_reason is not null",
                            Long.class))
                    .isZero();
        }
    }

    @Test
    void what_is_due_of_a_large_backlog_is_not_sent_once_it_is_skipped_and_a_pause_between_changes_nothing() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            addBacklog(engine, endpoint, 5_000, "0 s");
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), false);
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            engine.publish(SOLD, "hat:later", "{}");
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            Await.until(PATIENCE, "all to be skipped", () -> count(engine, endpoint, "cancelled") == 5_000);
            Await.until(PATIENCE, "what came later to arrive", () -> count(engine, endpoint, "delivered") == 1);
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void a_large_backlog_that_is_to_be_sent_becomes_due_in_small_commits() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            addBacklog(engine, endpoint, 3_000);
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            Await.until(PATIENCE, "all to be held", () -> count(engine, endpoint, "held") == 3_000);
            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            Await.until(PATIENCE, "all to arrive", () -> receiver.requests().size() == 3_000);
        }
    }

    private static Status status(RunningEngine engine, Endpoint endpoint) {
        return engine.webhooks
                .endpoints()
                .find(engine.account, endpoint.id())
                .orElseThrow()
                .status();
    }

    private static long count(RunningEngine engine, Endpoint endpoint, String state) {
        return engine.value(
                "select count(*) from delivery where endpoint_id = ? and state = ?",
                Long.class,
                endpoint.id().value(),
                state);
    }

    private static long largestCommit(RunningEngine engine, String state) {
        return engine.value(
                "select max(n) from (select count(*) as n from delivery where state = ? group by xmin::text) commits",
                Long.class,
                state);
    }

    /** So many that failed before and wait for an hour: each of an event of its own. */
    private static void addBacklog(RunningEngine engine, Endpoint endpoint, int count) {
        addBacklog(engine, endpoint, count, "1 hour");
    }

    private static void addBacklog(RunningEngine engine, Endpoint endpoint, int count, String wait) {
        engine.change(
                """
                with made as (
                    select n, (substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id
                    from (select lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') as ms) now,
                        generate_series(1, ?) n
                ), events as (
                    insert into event (id, account_id, topic, subject, sequence, occurred_at, epoch, standard, classic)
                    select id, ?, ?, 'hat:old', n, now(), 1, '{}', '{}' from made
                )
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                    attempts, due_at, created_at)
                select id, ?, ?, id, ?, 'hat:old', n, 'classic', 'retrying', 1, now() + ?::interval, now() from made
                """,
                count,
                engine.account.value(),
                SOLD,
                engine.account.value(),
                endpoint.id().value(),
                SOLD,
                wait);
    }
}
