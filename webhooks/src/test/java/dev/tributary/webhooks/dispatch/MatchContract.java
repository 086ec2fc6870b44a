package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.testkit.SettableClock;
import dev.tributary.webhooks.endpoint.EndpointId;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.OperationalEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How every {@link EventRows} numbers events and finds who wants them. */
abstract class MatchContract {
    private static final String HAT = SimulatedWorld.TOPIC;
    private static final String GLOVE = SimulatedWorld.GLOVE;

    private final ContractTables tables = tables(SettableClock.at(LedgerContract.START));

    abstract ContractTables tables(SettableClock clock);

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void numbers_go_up_within_a_subject_whatever_the_topic_and_from_one_commit_to_the_next() {
        assertThat(match(event(HAT, "hat:1"), event(GLOVE, "hat:1"), event(HAT, "hat:2"))
                        .sequences())
                .containsExactly(1, 2, 1);
        assertThat(match(event(HAT, "hat:2"), event(HAT, "hat:1")).sequences()).containsExactly(2, 3);
    }

    @Test
    void all_topics_means_what_the_format_implies_and_chosen_ones_what_was_chosen() {
        EndpointId classic = tables.endpoint(Format.CLASSIC, List.of());
        EndpointId standard = tables.endpoint(Format.STANDARD, List.of());
        EndpointId hats = tables.endpoint(Format.STANDARD, List.of(HAT));
        EndpointId gloves = tables.endpoint(Format.CLASSIC, List.of(GLOVE));
        Matched matched = match(event(HAT, "hat:1"), event(GLOVE, "hat:1"));
        assertThat(matched.wanting().getFirst()).containsExactlyInAnyOrder(classic, standard, hats);
        assertThat(matched.wanting().getLast()).containsExactlyInAnyOrder(standard, gloves);
    }

    @Test
    void a_paused_webhook_wants_its_events_and_a_deleted_one_does_not() {
        EndpointId paused = tables.endpoint(Format.CLASSIC, List.of());
        EndpointId deleted = tables.endpoint(Format.CLASSIC, List.of());
        tables.pause(paused);
        tables.delete(deleted);
        assertThat(match(event(HAT, "hat:1")).wanting().getFirst()).containsExactly(paused);
    }

    @Test
    void while_webhooks_are_off_nobody_wants_anything_and_numbers_go_on() {
        EndpointId hats = tables.endpoint(Format.CLASSIC, List.of());
        tables.turn(false);
        Matched off = match(event(HAT, "hat:1"));
        assertThat(off.wanting().getFirst()).isEmpty();
        tables.turn(true);
        Matched on = match(event(HAT, "hat:1"));
        assertThat(on.wanting().getFirst()).containsExactly(hats);
        assertThat(on.sequences()).containsExactly(2);
    }

    @Test
    void what_is_about_a_webhook_goes_to_the_others_that_asked_for_it() {
        String topic = OperationalEvents.WEBHOOK_DISABLED.type();
        EndpointId one = tables.endpoint(Format.STANDARD, List.of(topic));
        EndpointId other = tables.endpoint(Format.STANDARD, List.of(topic));
        tables.endpoint(Format.STANDARD, List.of());
        assertThat(match(event(topic, one.toString())).wanting().getFirst()).containsExactly(other);
    }

    private record Matched(List<Integer> sequences, List<Set<EndpointId>> wanting) {}

    private Matched match(NewEvent... events) {
        List<Integer> sequences = new ArrayList<>();
        List<Set<EndpointId>> wanting = new ArrayList<>();
        tables.commit(transaction -> {
            MatchEvents.Matches matches = tables.events()
                    .match(
                            transaction,
                            List.of(events),
                            List.of(events).stream()
                                    .map(event -> SimulatedWorld.TOPICS.topic(event.topic()))
                                    .toList(),
                            LedgerContract.START);
            for (long sequence : matches.sequences()) {
                sequences.add((int) sequence);
                wanting.add(new HashSet<>());
            }
            matches.rows()
                    .forEach(match -> match.by()
                            .ifPresent(wanted -> wanting.get(match.event()).add(wanted.endpoint())));
        });
        return new Matched(sequences, wanting);
    }

    private NewEvent event(String topic, String subject) {
        byte[] body = {'{', '}'};
        return new NewEvent(tables.account(), topic, subject, body, body);
    }
}
