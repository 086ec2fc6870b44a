package dev.tributary.server.journey;

import dev.tributary.server.testing.Answer;
import dev.tributary.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The messages of a shop: some are held up on their way, and some come again. */
final class Post {
    /**
     * A message.
     *
     * @param order what it tells of
     * @param told notes what it tells, once it has come
     */
    record Message(ToldOrder order, String body, Runnable told) {}

    private final Chance chance;
    private final SettableClock clock;
    private final Function<String, Answer> door;
    private final Deque<Message> due = new ArrayDeque<>();
    private final List<Message> heldUp = new ArrayList<>();
    private final List<Message> sent = new ArrayList<>();

    Post(Chance chance, SettableClock clock, Function<String, Answer> door) {
        this.chance = chance;
        this.clock = clock;
        this.door = door;
    }

    /** Each may be held up; of the others the first is sent at once. */
    void send(List<Message> messages) {
        for (Message message : messages) {
            Collection<Message> way = chance.oneIn(4) ? heldUp : due;
            way.add(message);
        }
        sendNext();
    }

    /** Whether one was sent that was still to come after another. */
    boolean sendNext() {
        Optional<Message> next = Optional.ofNullable(due.poll());
        next.ifPresent(this::sendNow);
        return next.isPresent();
    }

    void sendLate() {
        if (!heldUp.isEmpty()) {
            sendNow(heldUp.remove(chance.below(heldUp.size())));
        }
    }

    void sendAgain() {
        if (!sent.isEmpty()) {
            sendNow(chance.any(sent));
        }
    }

    private void sendNow(Message message) {
        clock.advance(Duration.ofSeconds(1));
        Answer answer = door.apply(message.body()).expect(200);
        message.told().run();
        message.order().heard(message.body(), answer.text("/order"));
        sent.add(message);
    }
}
