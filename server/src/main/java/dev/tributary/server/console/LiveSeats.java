package dev.tributary.server.console;

import dev.tributary.server.access.Member;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How many live streams may be open on this node: so many per person, so many per account. */
@Component
class LiveSeats {
    static final int MOST_PER_PERSON = 8;
    static final int MOST_PER_ACCOUNT = 40;

    private final Map<Object, Integer> taken = new ConcurrentHashMap<>();

    /** A place, to be given back. */
    interface Seat extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty where all are taken. */
    Optional<Seat> take(Member member) {
        Object person = member.user().id();
        Object account = member.account().id();
        if (!more(person, MOST_PER_PERSON)) {
            return Optional.empty();
        }
        if (!more(account, MOST_PER_ACCOUNT)) {
            less(person);
            return Optional.empty();
        }
        return Optional.of(() -> {
            less(person);
            less(account);
        });
    }

    private boolean more(Object whose, int most) {
        boolean[] room = {false};
        taken.compute(whose, (_, count) -> {
            int now = count == null ? 0 : count;
            room[0] = now < most;
            return room[0] ? Integer.valueOf(now + 1) : count;
        });
        return room[0];
    }

    private void less(Object whose) {
        taken.computeIfPresent(whose, (_, count) -> count <= 1 ? null : count - 1);
    }
}
