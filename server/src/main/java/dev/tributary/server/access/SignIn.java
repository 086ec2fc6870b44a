package dev.tributary.server.access;

import dev.tributary.server.account.Members;
import dev.tributary.server.account.User;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

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

    private static final String DOOR = "";

    private final Members members;
    private final Passwords passwords;
    private final Attempts attempts;

    SignIn(Members members, Passwords passwords, Attempts attempts) {
        this.members = members;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /**
     * Tries a password.
     *
     * @param address where the attempt comes from, see {@link Whence}
     */
    Outcome attempt(String email, String password, String address) {
        Optional<Duration> wait = attempts.count(DOOR, email, address);
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        Optional<User> user = members.byEmail(email);
        if (!passwords.matches(user.map(User::id), password)) {
            return new Outcome.Wrong();
        }
        attempts.forget(DOOR, email, address);
        return new Outcome.In(user.orElseThrow());
    }
}
