package dev.tributary.server.access;

import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells whether somebody is who they say, by their password. Whether a name is known shows in nothing: not in the
 * answer, not in its time, not in when we stop listening.
 */
@Component
class SignIn {
    /** What came of an attempt. */
    sealed interface Outcome {
        record In(User user) implements Outcome {}

        record Wrong() implements Outcome {}

        /** Too many failures; this one was not even looked at. */
        record Wait(Duration time) implements Outcome {}
    }

    private final Members members;
    private final Passwords passwords;
    private final FailureStore failures;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    SignIn(
            Members members,
            Passwords passwords,
            FailureStore failures,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.members = members;
        this.passwords = passwords;
        this.failures = failures;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Tries a password.
     *
     * @param address where the attempt comes from, see {@link Whence}
     */
    Outcome attempt(String email, String password, String address) {
        byte[] name = new Secret(email.toLowerCase(Locale.ROOT)).hash();
        Optional<Duration> wait = count(name, address);
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        Optional<User> user = members.byEmail(email);
        if (!passwords.matches(user.map(User::id), password)) {
            return new Outcome.Wrong();
        }
        failures.forget(name, address);
        return new Outcome.In(user.orElseThrow());
    }

    /** Counts the attempt as failed before it is judged: a hundred at once are a hundred. */
    private Optional<Duration> count(byte[] name, String address) {
        return transaction.execute(status -> {
            failures.lock(name, address);
            Instant now = clock.instant();
            Optional<Duration> wait = wait(name, address, now);
            if (wait.isEmpty()) {
                failures.insert(name, address, now);
            }
            return wait;
        });
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
