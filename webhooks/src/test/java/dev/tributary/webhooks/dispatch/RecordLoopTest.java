package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.Done;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.delivery.MoveDeliveries;
import dev.tributary.webhooks.delivery.SettleDeliveries;
import dev.tributary.webhooks.delivery.Verdict;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.schedule.RetrySchedule;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.signature.Vault;
import dev.tributary.webhooks.topic.TopicCatalogue;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Timing;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordLoopTest {
    private final SQLException refused = new SQLException("on purpose", "22021");
    private final SQLException away = new SQLException("on purpose", "08006");

    private final OutcomeQueue outcomes = new OutcomeQueue();
    private final Done one = done();
    private final Done other = done();

    @Test
    void a_database_that_goes_away_while_a_refused_group_is_halved_loses_no_outcome() {
        outcomes.add(one);
        outcomes.add(other);
        recorder(refused, away).close();
        assertThat(outcomes.takeDone(10)).containsExactlyInAnyOrder(one, other);
        assertThat(outcomes.isEmpty()).isFalse();
    }

    @ParameterizedTest(name = "SQLSTATE {0}")
    @CsvSource({
        "53100, a full disk",
        "53200, no memory",
        "53300, no connection left",
        "57P01, a shutdown",
        "25006, read only"
    })
    void what_ails_the_database_itself_loses_and_charges_nothing(String state) {
        outcomes.add(one);
        recorder(new SQLException("on purpose", state)).close();
        assertThat(outcomes.takeDone(10)).as("to be written when it is over").containsExactly(one);
        assertThat(outcomes.takeGivenBack(10)).isEmpty();
    }

    @Test
    void a_fault_of_our_own_while_writing_loses_no_outcome_of_the_others() {
        outcomes.add(one);
        outcomes.add(other);
        recorder(new IllegalStateException("on purpose"), new IllegalStateException("on purpose"), away)
                .close();
        assertThat(outcomes.takeDone(10)).containsExactly(other);
        assertThat(outcomes.takeGivenBack(10)).hasSize(1);
    }

    @Test
    void an_error_while_writing_loses_no_outcome() {
        outcomes.add(one);
        outcomes.add(other);
        RecordLoop recorder = recorder(new OutOfMemoryError("on purpose"));
        assertThatThrownBy(recorder::close).isInstanceOf(OutOfMemoryError.class);
        assertThat(outcomes.takeDone(10)).containsExactlyInAnyOrder(one, other);

        outcomes.putBack(List.of(one, other));
        RecordLoop halving = recorder(refused, new OutOfMemoryError("on purpose"));
        assertThatThrownBy(halving::close).isInstanceOf(OutOfMemoryError.class);
        assertThat(outcomes.takeDone(10)).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void an_outcome_that_is_refused_for_good_gives_its_delivery_back_for_later_not_at_once() {
        outcomes.add(one);
        recorder(refused, away).close();
        assertThat(outcomes.takeGivenBack(10))
                .singleElement()
                .satisfies(back -> assertThat(back.pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(5)));
    }

    /** A recorder whose statements fail one after another, each in its way. */
    private RecordLoop recorder(Throwable... failures) {
        Surroundings surroundings = new Surroundings(
                UUID.randomUUID(),
                InstantSource.system(),
                System::nanoTime,
                new Random(1),
                new UuidV7(InstantSource.system(), new Random(1)));
        DispatchSettings settings = DispatchSettings.defaults();
        MoveDeliveries move = new MoveDeliveries(InstantSource.system());
        Lanes lanes = new Lanes(settings);
        Loop loop = new Loop("none", () -> Duration.ZERO, () -> false);
        KnownDestinations known = new KnownDestinations(new Vault(new byte[32]));
        PublishEvents publish = new PublishEvents(
                new SqlEventRows(known),
                surroundings,
                settings,
                new TopicCatalogue(List.of()),
                Schedules.with(RetrySchedule.DEFAULT),
                known,
                lanes,
                new HandOff(lanes, surroundings, loop, outcomes, new Doubts(settings.lease()), () -> {}),
                new FeedBell());
        return new RecordLoop(
                settings,
                outcomes,
                new SqlOutcomeRows(
                        source(failures),
                        move,
                        new JudgeEndpoints(
                                surroundings,
                                DisableRule.CONTRACT,
                                new DisableEndpoint(
                                        surroundings, new SettleDeliveries(surroundings.clock()), publish))),
                surroundings.clock(),
                new DueTimes(surroundings.clock()));
    }

    private static DataSource source(Throwable... failures) {
        Queue<Throwable> queue = new ArrayDeque<>(List.of(failures));
        return (DataSource) Proxy.newProxyInstance(
                RecordLoopTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> {
                    throw queue.remove();
                });
    }

    private static Done done() {
        Leased leased = new Leased(
                new DeliveryId(UUID.randomUUID()),
                new AccountId(UUID.randomUUID()),
                new EndpointId(UUID.randomUUID()),
                new EventId(UUID.randomUUID()),
                "hat.sold",
                1,
                Format.CLASSIC,
                0,
                new byte[0],
                new Lease(UUID.randomUUID(), 0));
        Outcome outcome =
                new Outcome.Unreachable(Outcome.Reason.RESET, "on purpose", Optional.empty(), Timing.of(Duration.ZERO));
        return new Done(
                leased,
                false,
                "https://hats.example.com/",
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                outcome,
                new Verdict.Delivered());
    }
}
