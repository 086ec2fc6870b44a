package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shop on a random day.
 *
 * @param <D> the door that it sends by
 * @param <S> what it sells
 */
abstract class RandomShop<D, S> {
    final Chance chance;
    final Merchant merchant;
    final RandomPeople people;
    final SettableClock clock;
    final Post post;
    final List<S> sales = new ArrayList<>();
    private final String name;
    private D door;

    RandomShop(String name, Chance chance, Merchant merchant, RandomPeople people, SettableClock clock) {
        this.name = name;
        this.chance = chance;
        this.merchant = merchant;
        this.people = people;
        this.clock = clock;
        this.door = connect(merchant);
        this.post = new Post(chance, clock, body -> send(door, body));
    }

    /** Connects it, as another source each time. */
    abstract D connect(Merchant merchant);

    abstract String path(D door);

    abstract Answer send(D door, String body);

    /** What it has told of a sale. */
    abstract ToldOrder told(S sale);

    /** What may happen there besides what happens to every shop, by what it is called. */
    abstract Map<String, Runnable> own();

    final Map<String, Runnable> things() {
        Map<String, Runnable> things = new LinkedHashMap<>();
        own().forEach((what, thing) -> things.put(name + " " + what, thing));
        things.put(name + " tells late", post::sendLate);
        things.put(name + " tells again", post::sendAgain);
        things.put(name + " is connected anew", this::connectAnew);
        return things;
    }

    /** What it has sold. */
    final List<ToldOrder> orders() {
        return sales.stream().map(this::told).toList();
    }

    /** How it tells of that. */
    final Post post() {
        return post;
    }

    /** Rather a new one than an old one. */
    final Optional<S> any() {
        return sales.stream().reduce((a, b) -> chance.oneIn(3) ? a : b);
    }

    final Instant later() {
        return clock.advance(Duration.ofSeconds(1 + chance.below(30)));
    }

    /** What was told a moment before is no matter of a shop that is connected only now. */
    private void connectAnew() {
        clock.advance(Duration.ofMinutes(6));
        Sources.disconnect(merchant, path(door));
        door = connect(merchant);
        orders().forEach(ToldOrder::disconnected);
    }
}
