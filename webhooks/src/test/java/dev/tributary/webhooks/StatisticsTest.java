package dev.tributary.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.delivery.Answers;
import dev.tributary.webhooks.delivery.Buckets;
import dev.tributary.webhooks.delivery.DeliveryFilter;
import dev.tributary.webhooks.delivery.DeliverySearch;
import dev.tributary.webhooks.delivery.DeliverySearch.CodeRange;
import dev.tributary.webhooks.delivery.DeliveryStatistics;
import dev.tributary.webhooks.delivery.FindDeliveries;
import dev.tributary.webhooks.delivery.Outcomes;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Endpoint;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.event.EventId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Figures about deliveries, from rows of known content. */
@Tag("database")
class StatisticsTest {
    private final RunningEngine engine = new RunningEngine("0s,1h");
    private final Instant now = engine.webhooks.clock().instant();
    private final Endpoint endpoint = engine.endpoint("https://receiver.example.com/");
    private final DeliveryStatistics statistics = engine.webhooks.statistics();
    private final Buckets buckets = Buckets.hours(now, 2);
    private long number;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void outcomes_are_counted_in_the_hour_of_the_delivery_and_for_the_account_alone() {
        UUID other = engine.endpoint("https://other.example.com/").id().value();
        insert(endpoint.id().value(), "delivered", Duration.ZERO, 200);
        insert(endpoint.id().value(), "delivered", Duration.ZERO, 200);
        insert(endpoint.id().value(), "exhausted", Duration.ofHours(1), 500);
        insert(other, "retrying", Duration.ZERO, null);
        assertThat(statistics.outcomes(engine.account, List.of(endpoint.id(), new EndpointId(other)), buckets, 100))
                .containsEntry(
                        endpoint.id(), List.of(new Outcomes(0, 0, 1, 0, 0, false), new Outcomes(2, 0, 0, 0, 0, false)))
                .containsEntry(new EndpointId(other), List.of(Outcomes.NONE, new Outcomes(0, 1, 0, 0, 0, false)));
        assertThat(statistics.outcomes(new AccountId(UUID.randomUUID()), List.of(endpoint.id()), buckets, 100))
                .isEmpty();
    }

    @Test
    void what_was_left_out_is_said() {
        for (int i = 0; i < 3; i++) {
            insert(endpoint.id().value(), "delivered", Duration.ZERO, 200);
        }
        List<Outcomes> found = statistics
                .outcomes(engine.account, List.of(endpoint.id()), buckets, 2)
                .getOrDefault(endpoint.id(), List.of());
        assertThat(found.getLast()).isEqualTo(new Outcomes(2, 0, 0, 0, 0, true));
    }

    @Test
    void answers_have_codes_and_percentiles_for_each_bucket_and_for_all() {
        for (int i = 1; i <= 20; i++) {
            attempt(insert(endpoint.id().value(), "delivered", Duration.ZERO, 200), 1, 200, i * 10, Duration.ZERO);
        }
        UUID old = insert(endpoint.id().value(), "retrying", Duration.ofHours(1), 503);
        attempt(old, 1, 503, 1000, Duration.ofHours(1));
        attempt(old, 2, null, 15_000, Duration.ofHours(1));

        List<Answers> found = statistics.answers(engine.account, endpoint.id(), buckets, 100);

        assertThat(found).hasSize(3);
        assertThat(found.get(0).codes()).containsEntry(503, 1L).containsEntry(Answers.NO_ANSWER, 1L);
        assertThat(found.get(0).median()).contains(Duration.ofSeconds(1));
        assertThat(found.get(1).median()).contains(Duration.ofMillis(100));
        assertThat(found.get(1).slow()).contains(Duration.ofMillis(190));
        Answers all = found.get(2);
        assertThat(all.attempts()).isEqualTo(22);
        assertThat(all.failed()).isEqualTo(2);
        assertThat(all.slow()).contains(Duration.ofMillis(200));
        assertThat(statistics.answers(new AccountId(UUID.randomUUID()), endpoint.id(), buckets, 100))
                .containsOnly(Answers.NONE);
    }

    @Test
    void the_last_success_is_the_newest_one_whatever_has_failed_since() {
        assertThat(lastSuccess()).isEmpty();
        insert(endpoint.id().value(), "delivered", Duration.ofMinutes(9), 200);
        insert(endpoint.id().value(), "delivered", Duration.ofMinutes(8), 200);
        insert(endpoint.id().value(), "retrying", Duration.ofMinutes(7), 500);
        assertThat(lastSuccess()).contains(at(Duration.ofMinutes(8)));
        assertThat(statistics.lastSuccess(new AccountId(UUID.randomUUID()), List.of(endpoint.id())))
                .isEmpty();
    }

    @Test
    void a_search_finds_by_code_subject_and_event_and_pages_along_the_log() {
        UUID none = insert(endpoint.id().value(), "retrying", Duration.ofMinutes(3), null);
        insert(endpoint.id().value(), "delivered", Duration.ofMinutes(2), 204);
        UUID newest = insert(endpoint.id().value(), "retrying", Duration.ofMinutes(1), 503);
        assertThat(found(Optional.of(new CodeRange(500, 599)), Optional.empty()))
                .containsExactly(newest);
        assertThat(found(Optional.of(new CodeRange(0, 0)), Optional.empty())).containsExactly(none);
        assertThat(found(Optional.empty(), Optional.of("hat:" + none))).containsExactly(none);
        assertThat(found(Optional.empty(), Optional.of("hat:"))).isEmpty();
        DeliverySearch event = new DeliverySearch(
                new DeliveryFilter(
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Optional.of(new EventId(none)),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty());
        assertThat(run(event, 10).rows()).extracting(row -> row.id().value()).containsExactly(none);
        DeliverySearch all = new DeliverySearch(DeliveryFilter.all(), Optional.empty(), Optional.empty());
        FindDeliveries.Found page = run(all, 2);
        assertThat(page.next()).contains(page.rows().getLast().id());
        FindDeliveries.Found last =
                engine.webhooks.find().run(engine.account, all.in(endpoint.id()), page.next(), Optional.empty(), 2);
        assertThat(last.rows()).extracting(row -> row.id().value()).containsExactly(none);
        assertThat(last.next()).isEmpty();
        assertThat(engine.webhooks
                        .find()
                        .run(engine.account, all.in(endpoint.id()), Optional.empty(), page.next(), 10)
                        .rows())
                .extracting(row -> row.id().value())
                .containsExactly(newest);
    }

    @Test
    void the_older_secret_signs_no_more_once_the_overlap_was_ended() {
        engine.webhooks.endpoints().rotate(engine.account, endpoint.id(), Duration.ofHours(1), Optional.empty());
        long version = version();
        assertThat(engine.webhooks
                        .endpoints()
                        .endOverlap(engine.account, endpoint.id())
                        .orElseThrow()
                        .overlapping())
                .isEmpty();
        assertThat(version()).isEqualTo(version + 1);
        AccountId stranger = new AccountId(UUID.randomUUID());
        engine.webhooks.accountSwitch().set(stranger, true);
        assertThat(engine.webhooks.endpoints().endOverlap(stranger, endpoint.id()))
                .isEmpty();
    }

    private long version() {
        return engine.webhooks
                .endpoints()
                .find(engine.account, endpoint.id())
                .orElseThrow()
                .version();
    }

    private Optional<Instant> lastSuccess() {
        return Optional.ofNullable(
                statistics.lastSuccess(engine.account, List.of(endpoint.id())).get(endpoint.id()));
    }

    private FindDeliveries.Found run(DeliverySearch search, int limit) {
        return engine.webhooks
                .find()
                .run(engine.account, search.in(endpoint.id()), Optional.empty(), Optional.empty(), limit);
    }

    private List<UUID> found(Optional<CodeRange> codes, Optional<String> subject) {
        return run(new DeliverySearch(DeliveryFilter.all(), codes, subject), 10).rows().stream()
                .map(row -> row.id().value())
                .toList();
    }

    private Instant at(Duration ago) {
        return now.minus(ago).truncatedTo(ChronoUnit.MILLIS);
    }

    /** A delivery about a subject of its own; its event has its id. */
    private UUID insert(UUID to, String state, Duration ago, @Nullable Integer code) {
        UUID id = new UUID(UuidV7.floor(at(ago)).getMostSignificantBits() | 0x7000 | ++number, Long.MIN_VALUE);
        boolean open = state.equals("retrying");
        engine.change(
                """
                insert into delivery (id, account_id, endpoint_id, event_id, topic, subject, sequence, format, state,
                    attempts, due_at, last_status_code, last_outcome, created_at, finished_at)
                values (?, ?, ?, ?, ?, ?, 1, 'classic', ?, 1, ?, ?, ?, ?, ?)
                """,
                id,
                engine.account.value(),
                to,
                id,
                RunningEngine.SOLD,
                "hat:" + id,
                state,
                open ? now.plus(Duration.ofDays(1)) : Optional.empty(),
                Optional.ofNullable(code),
                code == null ? "unreachable" : code < 300 ? "accepted" : "rejected",
                at(ago),
                open ? Optional.empty() : at(ago));
        return id;
    }

    private void attempt(UUID delivery, int attempt, @Nullable Integer code, int millis, Duration ago) {
        engine.change(
                """
                insert into attempt (delivery_id, number, account_id, url, started_at, duration_ms, outcome, status_code,
                    request_headers)
                values (?, ?, ?, 'https://receiver.example.com/', ?, ?, ?, ?, '')
                """,
                delivery,
                attempt,
                engine.account.value(),
                at(ago),
                millis,
                code == null ? "unreachable" : code < 300 ? "accepted" : "rejected",
                Optional.ofNullable(code));
    }
}
