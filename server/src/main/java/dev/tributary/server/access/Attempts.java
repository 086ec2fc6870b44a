package dev.tributary.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts what people try at a door, and says when one has tried too often. Whether a name is known plays no part. */
@Component
public class Attempts {
    private final FailureStore failures;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Attempts(FailureStore failures, TransactionTemplate transaction, InstantSource clock) {
        this.failures = failures;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Counts an attempt as failed before it is judged: a hundred at once are a hundred.
     *
     * @param door keeps the names of one door apart from another's; empty for the console
     * @param name what was typed, in any case
     * @param address where it comes from, see {@link Whence}
     * @return how long to wait, in which case it must not be judged; else empty
     */
    public Optional<Duration> count(String door, String name, String address) {
        byte[] hash = hash(door, name);
        return transaction.execute(status -> {
            failures.lock(hash, address);
            Instant now = clock.instant();
            Optional<Duration> wait = wait(hash, address, now);
            if (wait.isEmpty()) {
                failures.insert(hash, address, now);
            }
            return wait;
        });
    }

    /** They were right: what they tried before doesn't count any more. */
    public void forget(String door, String name, String address) {
        failures.forget(hash(door, name), address);
    }

    private static byte[] hash(String door, String name) {
        return new Secret(door + name.toLowerCase(Locale.ROOT)).hash();
    }

    private Optional<Duration> wait(byte[] name, String address, Instant now) {
        Throttle person = Throttle.PERSON;
        Throttle crowd = Throttle.CROWD;
        Instant since = now.minus(crowd.window());
        return person.wait(failures.of(name, address, now.minus(person.window()), person.limit()), now)
                .or(() -> crowd.wait(failures.ofEmail(name, since, crowd.limit()), now))
                .or(() -> crowd.wait(failures.ofAddress(address, since, crowd.limit()), now));
    }
}
