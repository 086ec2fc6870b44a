package dev.tributary.webhooks;

import static dev.tributary.webhooks.Replaying.FAILED;
import static dev.tributary.webhooks.Replaying.awaitAll;
import static dev.tributary.webhooks.Replaying.awaitEnd;
import static dev.tributary.webhooks.Replaying.count;
import static dev.tributary.webhooks.Replaying.deliveries;
import static dev.tributary.webhooks.Replaying.find;
import static dev.tributary.webhooks.Replaying.publish;
import static dev.tributary.webhooks.Replaying.start;
import static dev.tributary.webhooks.RunningEngine.PATIENCE;
import static dev.tributary.webhooks.RunningEngine.SOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.testkit.Await;
import dev.tributary.testkit.Behaviour;
import dev.tributary.testkit.FaultyReceiver;
import dev.tributary.webhooks.delivery.State;
import dev.tributary.webhooks.dispatch.DispatchSettings;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.replay.ReplayCount;
import dev.tributary.webhooks.replay.ReplayId;
import dev.tributary.webhooks.replay.ReplayJob;
import dev.tributary.webhooks.replay.ReplayRefused;
import dev.tributary.webhooks.replay.ReplayState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a replay of many goes its way. */
@Tag("database")
@Tag("long")
@Tag("once")
class ReplayJobsTest {
    @Test
    void a_job_of_a_thousand_never_has_more_outstanding_than_its_pace_and_fresh_events_overtake_it() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.OK);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.empty(), 64, List.of());
            publish(engine, 1000, State.DELIVERED);
            engine.change("update delivery set state = 'exhausted'"); // sooner than by failing, one probe at a time
            ReplayJob job = start(engine, endpoint, FAILED);
            assertThat(job.count()).isEqualTo(new ReplayCount(1000, true));
            AtomicLong most = new AtomicLong();
            AtomicLong published = new AtomicLong();
            Await.until(Duration.ofSeconds(60), "the job to end", () -> {
                most.accumulateAndGet(outstanding(engine), Math::max);
                ReplayJob now = find(engine, job.id());
                if (now.done() > 400 && published.getAndIncrement() == 0) {
                    engine.publish(SOLD, "hat:fresh", "{}");
                    assertThat(freshDelivered(engine, now)).isTrue();
                }
                return now.state() != ReplayState.RUNNING;
            });
            assertThat(most.get()).isBetween(1L, 64L);
            assertThat(find(engine, job.id()).delivered()).isEqualTo(1000);
            assertEachOnce(engine, 1000);
        }
    }

    @Test
    void a_receiver_that_is_down_stops_a_job_before_a_hill_of_retries_grows() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s,1h", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"), Optional.empty(), 512, List.of());
            publish(engine, 1600, State.RETRYING);
            engine.change("update delivery set state = 'exhausted', due_at = null, finished_at = now()");
            ReplayJob job = start(engine, endpoint, FAILED);
            Await.until(
                    PATIENCE,
                    "retries to pile up",
                    () -> engine.value(
                                    "select count(*) from delivery where replay_job is not null and state = 'retrying'",
                                    Long.class)
                            >= 500);
            awaitAll(
                    engine,
                    State.RETRYING,
                    Math.toIntExact(find(engine, job.id()).done()));
            assertThat(find(engine, job.id()).done()).isLessThanOrEqualTo(1024);
            assertThat(find(engine, job.id()).state()).isEqualTo(ReplayState.RUNNING);
        }
    }

    @Test
    void death_of_the_node_in_the_middle_neither_doubles_nor_skips() throws SQLException {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 600, State.EXHAUSTED);
            engine.webhooks.close();
            receiver.behave(Behaviour.OK);
            ReplayJob job = start(engine, endpoint, FAILED);
            for (long reached : List.of(100L, 300L)) {
                runUntil(engine, job, receiver, reached);
            }
            try (Webhooks last = engine(engine, engine.database.dataSource(), receiver)) {
                last.start(true);
                ReplayJob ended = awaitEnd(engine, job);
                assertThat(ended.state()).isEqualTo(ReplayState.FINISHED);
                assertThat(List.of(ended.done(), ended.delivered())).containsExactly(600L, 600L);
            }
            assertEachOnce(engine, 600);
        }
    }

    /** A node that dies once the job has come so far. */
    private static void runUntil(RunningEngine engine, ReplayJob job, FaultyReceiver receiver, long reached)
            throws SQLException {
        CuttableSource source = new CuttableSource(engine.database.dataSource());
        try (Webhooks node = engine(engine, source, receiver)) {
            node.start(true);
            Await.until(
                    PATIENCE, "some to be made", () -> find(engine, job.id()).done() >= reached);
            source.cut();
        }
        assertThat(find(engine, job.id()).state()).isEqualTo(ReplayState.RUNNING);
    }

    private static Webhooks engine(RunningEngine engine, DataSource loops, FaultyReceiver receiver) {
        return RunningEngine.engine(engine.database, loops, DispatchSettings.defaults(), "0s,1s,1s", receiver.url("/"));
    }

    @Test
    void two_nodes_work_on_one_job_and_no_delivery_is_made_twice() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"));
                Webhooks other = engine(engine, engine.database.dataSource(), receiver)) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 600, State.EXHAUSTED);
            receiver.behave(Behaviour.OK);
            other.start(false);
            assertThat(awaitEnd(engine, start(engine, endpoint, FAILED)).delivered())
                    .isEqualTo(600);
            assertEachOnce(engine, 600);
        }
    }

    /** A job of 80, two at a time, of which some are made and most are not. */
    private static ReplayJob underWay(RunningEngine engine, Endpoint endpoint, FaultyReceiver receiver) {
        publish(engine, 80, State.EXHAUSTED);
        receiver.behave(Behaviour.OK);
        engine.change("update endpoint set max_in_flight = 2, version = version + 1");
        ReplayJob job = start(engine, endpoint, FAILED);
        Await.until(PATIENCE, "some to be made", () -> find(engine, job.id()).done() > 10);
        return job;
    }

    @Test
    void cancel_stops_a_job_and_what_it_has_not_sent() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            ReplayJob job = underWay(engine, endpoint, receiver);
            ReplayJob cancelled =
                    engine.webhooks.replays().cancel(engine.account, job.id()).orElseThrow();
            assertThat(cancelled.state()).isEqualTo(ReplayState.CANCELLED);
            assertThat(cancelled.done()).isLessThan(80);
            Await.until(PATIENCE, "what was under way to end", () -> outstanding(engine) == 0);
            assertThat(engine.value("select count(*) from delivery where replay_job is not null", Long.class))
                    .isEqualTo(cancelled.done());
            assertThat(engine.webhooks.replays().cancel(engine.account, job.id()))
                    .contains(cancelled);
            ReplayJob next = awaitEnd(engine, start(engine, endpoint, FAILED));
            assertThat(next.done()).isEqualTo(80 - delivered(engine, job.id()));
        }
    }

    @Test
    void a_paused_webhook_refuses_a_job_and_a_running_one_waits_until_it_is_enabled() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            ReplayJob job = underWay(engine, endpoint, receiver);
            engine.webhooks.endpoints().pause(engine.account, endpoint.id());
            assertThatThrownBy(() -> start(engine, endpoint, FAILED))
                    .isInstanceOf(ReplayRefused.class)
                    .hasMessageContaining("The webhook is paused: enable it first.");
            Await.until(
                    PATIENCE,
                    "what was under way to end",
                    () -> engine.value(
                                    "select count(*) from delivery where lease_token is not null or due_at is not null",
                                    Long.class)
                            == 0);
            int sent = receiver.requests().size();
            ReplayJob waiting = find(engine, job.id());
            engine.webhooks.replay(
                    engine.account, deliveries(engine, endpoint).getLast().id());
            receiver.await(sent + 1, PATIENCE); // a single one is sent; it also shows that the loops turn
            assertThat(find(engine, job.id()).done()).isEqualTo(waiting.done());
            assertThat(receiver.requests()).hasSize(sent + 1);

            engine.webhooks.endpoints().enable(engine.account, endpoint.id(), true);
            assertThat(awaitEnd(engine, job).delivered()).isEqualTo(80);
        }
    }

    @Test
    void a_deleted_webhook_ends_its_jobs_and_another_account_sees_none() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 100, State.EXHAUSTED);
            engine.change("update endpoint set max_in_flight = 1, version = version + 1");
            ReplayJob job = start(engine, endpoint, FAILED);
            AccountId stranger = new AccountId(UUID.randomUUID());
            engine.webhooks.accountSwitch().set(stranger, true);
            assertThat(engine.webhooks.replays().find(stranger, job.id())).isEmpty();
            assertThat(engine.webhooks.replays().cancel(stranger, job.id())).isEmpty();
            assertThat(engine.webhooks.replays().list(stranger, endpoint.id(), Optional.empty(), 10))
                    .isEmpty();
            assertThat(engine.webhooks.replays().start(stranger, endpoint.id(), FAILED, "stranger"))
                    .isEmpty();
            assertThat(engine.webhooks.replays().list(engine.account, endpoint.id(), Optional.empty(), 10))
                    .singleElement()
                    .satisfies(found -> assertThat(found.id()).isEqualTo(job.id()));
            engine.webhooks.endpoints().delete(engine.account, endpoint.id());
            ReplayJob ended = awaitEnd(engine, job);
            assertThat(ended.state()).isEqualTo(ReplayState.CANCELLED);
            assertThat(ended.reason()).contains("The webhook was deleted.");
        }
    }

    @Test
    void a_thousand_paused_webhooks_with_jobs_hold_up_nobody_else() {
        try (FaultyReceiver receiver = FaultyReceiver.start(Behaviour.BAD_REQUEST);
                RunningEngine engine = new RunningEngine("0s", receiver.url("/"))) {
            Endpoint endpoint = engine.endpoint(receiver.url("/"));
            publish(engine, 10, State.EXHAUSTED);
            receiver.behave(Behaviour.OK);
            engine.change("""
                    insert into endpoint (id, account_id, url, format, all_topics, status, signing, max_in_flight,
                        timeout_seconds, created_at, updated_at)
                    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, account_id, url, format,
                        all_topics, 'paused', signing, max_in_flight, timeout_seconds, created_at, updated_at
                    from endpoint, generate_series(1, 1000) n
                    """);
            engine.change("""
                    insert into replay_job (id, account_id, endpoint_id, kind, from_id, below_id, snapshot, epoch, at_id,
                        count, count_exact, asked_by, created_at)
                    select id, account_id, id, 'filter', id, id, pg_current_snapshot()::text, 1, id, 1, true, 'a test', now()
                    from endpoint where status = 'paused'
                    """);
            assertThat(awaitEnd(engine, start(engine, endpoint, FAILED)).delivered())
                    .isEqualTo(10);
        }
    }

    /** Arrives while the job that it overtakes is still running. */
    private static boolean freshDelivered(RunningEngine engine, ReplayJob job) {
        Await.until(
                PATIENCE,
                "the fresh event to arrive",
                () -> engine.value(
                                "select count(*) from delivery where subject = 'hat:fresh' and state = 'delivered'",
                                Long.class)
                        == 1);
        return find(engine, job.id()).state() == ReplayState.RUNNING;
    }

    private static long outstanding(RunningEngine engine) {
        return engine.value(
                "select count(*) from delivery where replay_job is not null and attempts = 0 and finished_at is null",
                Long.class);
    }

    private static long delivered(RunningEngine engine, ReplayId job) {
        return engine.value(
                "select count(*) from delivery where replay_job = ? and state = 'delivered'", Long.class, job.value());
    }

    private static void assertEachOnce(RunningEngine engine, long count) {
        assertThat(engine.value("select count(*) from delivery where replay_job is not null", Long.class))
                .isEqualTo(count);
        assertThat(engine.value(
                        "select count(distinct event_id) from delivery where replay_job is not null", Long.class))
                .isEqualTo(count);
    }
}
