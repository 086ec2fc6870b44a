package dev.tributary.webhooks.dispatch;

import dev.tributary.webhooks.delivery.Born;
import dev.tributary.webhooks.delivery.DeliveryId;
import dev.tributary.webhooks.delivery.InsertEvents;
import dev.tributary.webhooks.delivery.Lease;
import dev.tributary.webhooks.delivery.Leased;
import dev.tributary.webhooks.endpoint.AccountId;
import dev.tributary.webhooks.endpoint.Destination;
import dev.tributary.webhooks.endpoint.Format;
import dev.tributary.webhooks.endpoint.KnownDestinations;
import dev.tributary.webhooks.event.Event;
import dev.tributary.webhooks.event.EventId;
import dev.tributary.webhooks.event.FeedBell;
import dev.tributary.webhooks.event.FeedPosition;
import dev.tributary.webhooks.event.NewEvent;
import dev.tributary.webhooks.event.StandardEnvelope;
import dev.tributary.webhooks.event.Transaction;
import dev.tributary.webhooks.schedule.Schedules;
import dev.tributary.webhooks.topic.Topic;
import dev.tributary.webhooks.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes events and their deliveries inside the caller's transaction, in two statements whatever their number: one that
 * numbers and matches, one that inserts. A delivery is born leased to this node where its lane has room, so that nothing
 * need look for it; else it is born due, or held.
 */
final class PublishEvents {
    private final EventRows rows;
    private final Surroundings surroundings;
    private final Duration leaseTime;
    private final TopicCatalogue topics;
    private final Schedules schedules;
    private final KnownDestinations known;
    private final Lanes lanes;
    private final HandOff handOff;
    private final FeedBell bell;

    PublishEvents(
            EventRows rows,
            Surroundings surroundings,
            DispatchSettings settings,
            TopicCatalogue topics,
            Schedules schedules,
            KnownDestinations known,
            Lanes lanes,
            HandOff handOff,
            FeedBell bell) {
        this.rows = rows;
        this.surroundings = surroundings;
        this.leaseTime = settings.lease();
        this.topics = topics;
        this.schedules = schedules;
        this.known = known;
        this.lanes = lanes;
        this.handOff = handOff;
        this.bell = bell;
    }

    List<EventId> publish(Transaction transaction, List<NewEvent> news) {
        if (news.isEmpty()) {
            return List.of();
        }
        long nanos = surroundings.nanoTime().getAsLong();
        Instant now = surroundings.clock().instant();
        List<Topic> kinds =
                news.stream().map(event -> topics.topic(event.topic())).toList();
        MatchEvents.Matches matches = rows.match(transaction, news, kinds, now);

        List<InsertEvents.Row> events = events(news, matches.sequences(), now);
        Batch batch = new Batch(new Lease(surroundings.ids().next(), nanos + leaseTime.toNanos()), now.plus(leaseTime));
        boolean inserted = false;
        try {
            for (MatchEvents.Match match : matches.rows()) {
                match.by().ifPresent(wanted -> batch.add(match.event(), events.get(match.event()), wanted, now));
            }
            rows.insert(transaction, events, batch.births, now, surroundings.node(), batch.lease.token());
            transaction.whenCompleted(handOff.of(batch.leased, batch.due));
            transaction.whenCompleted(
                    new RingFeed(bell, news.stream().map(NewEvent::account).collect(Collectors.toSet())));
            inserted = true;
        } finally {
            if (!inserted) {
                batch.leased.forEach(lanes::unreserve);
            }
        }
        return events.stream().map(row -> row.event().id()).toList();
    }

    private List<InsertEvents.Row> events(List<NewEvent> news, long[] sequences, Instant now) {
        List<InsertEvents.Row> rows = new ArrayList<>(news.size());
        Instant occurredAt = now.truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < sequences.length; i++) {
            NewEvent event = news.get(i);
            EventId id = new EventId(surroundings.ids().next());
            byte[] standard = StandardEnvelope.of(event.topic(), occurredAt, event.data(), sequences[i]);
            rows.add(new InsertEvents.Row(
                    event.account().value(),
                    new Event(
                            id,
                            event.topic(),
                            event.subject(),
                            sequences[i],
                            occurredAt,
                            new FeedPosition(0, 0, id.value()), // told by the database
                            standard,
                            event.classic())));
        }
        return rows;
    }

    /** The deliveries of one publication, as they come into being. */
    private final class Batch {
        final Lease lease;
        final Instant leaseUntil;
        final List<Born> births = new ArrayList<>();
        final List<Leased> leased = new ArrayList<>();
        boolean due;

        Batch(Lease lease, Instant leaseUntil) {
            this.lease = lease;
            this.leaseUntil = leaseUntil;
        }

        void add(int index, InsertEvents.Row row, MatchEvents.Wanted wanted, Instant now) {
            DeliveryId id = new DeliveryId(surroundings.ids().next());
            Event event = row.event();
            byte[] body = wanted.format() == Format.CLASSIC ? event.classic() : event.standard();
            Born.Birth birth = birth(wanted, body.length, now);
            Optional<String> orderKey = wanted.ordered() ? Optional.of(event.subject()) : Optional.empty();
            births.add(new Born(id, index, wanted.endpoint(), wanted.format(), birth, orderKey));
            due |= birth instanceof Born.Birth.Due;
            if (birth instanceof Born.Birth.WithLease) {
                leased.add(new Leased(
                        id,
                        new AccountId(row.account()),
                        wanted.endpoint(),
                        event.id(),
                        event.topic(),
                        event.sequence(),
                        wanted.format(),
                        0,
                        body,
                        lease));
            }
        }

        private Born.Birth birth(MatchEvents.Wanted wanted, int size, Instant now) {
            if (!wanted.active()) {
                return new Born.Birth.Held();
            }
            Optional<Destination> destination = known.latest(wanted.endpoint());
            Duration first = destination
                    .map(to -> schedules.of(to.endpoint().settings().schedule()).first())
                    .orElse(Duration.ZERO);
            boolean express = destination.isPresent()
                    && !wanted.ordered()
                    && first.isZero()
                    && lanes.pulse().felt(surroundings.nanoTime().getAsLong())
                    && lanes.reserve(destination.get(), size);
            return express ? new Born.Birth.WithLease(leaseUntil) : new Born.Birth.Due(now.plus(first));
        }
    }
}
