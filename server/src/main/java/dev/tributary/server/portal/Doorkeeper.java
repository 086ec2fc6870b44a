package dev.tributary.server.portal;

import dev.tributary.server.access.Attempts;
import dev.tributary.server.access.PasswordHash;
import dev.tributary.server.access.Passwords;
import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.server.affiliate.Located;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells for which affiliates somebody may act, by an e-mail address and a password or by a one-time link. Affiliates who
 * were denied or disabled are not known here, so that a right password of theirs is answered as a wrong one.
 */
@Component
class Doorkeeper {
    static final String DOOR = "portal ";
    /** As many passwords are tried for one address; each costs a good part of a second. */
    private static final int MOST_TRIED = 8;

    private static final int MOST_OPENED = 50;

    /** What came of an attempt. */
    sealed interface Outcome {
        record In(List<Pass> passes) implements Outcome {}

        record Wrong() implements Outcome {}

        /** Too many failures; this one was not even looked at. */
        record Wait(Duration time) implements Outcome {}
    }

    private final Affiliates affiliates;
    private final AccessStore access;
    private final Passwords passwords;
    private final Attempts attempts;

    Doorkeeper(Affiliates affiliates, AccessStore access, Passwords passwords, Attempts attempts) {
        this.affiliates = affiliates;
        this.access = access;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /** Tries a password for every affiliate that has this address and a password. */
    Outcome attempt(String email, String password, String address) {
        Optional<Duration> wait = attempts.count(DOOR, email, address);
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        List<Located> candidates = admitted(email).stream()
                .filter(found -> hash(found).isPresent())
                .limit(MOST_TRIED)
                .toList();
        List<Pass> passes = candidates.stream()
                .filter(found -> passwords.isOf(hash(found), password))
                .map(this::pass)
                .toList();
        if (candidates.isEmpty()) {
            var _ = passwords.isOf(Optional.empty(), password); // takes as long as if there were one
        }
        if (passes.isEmpty()) {
            return new Outcome.Wrong();
        }
        attempts.forget(DOOR, email, address);
        return new Outcome.In(passes);
    }

    /** Those that a link opens now. */
    List<Located> opened(Token token) {
        return token.only()
                .map(only -> affiliates
                        .find(only.account(), only.affiliate())
                        .filter(Insider::isAdmitted)
                        .filter(found -> found.email().equalsIgnoreCase(token.email()))
                        .map(found -> List.of(new Located(only.account(), found)))
                        .orElse(List.of()))
                .orElseGet(() -> admitted(token.email()));
    }

    /** Those who may come in with this address. */
    List<Located> admitted(String email) {
        return affiliates.byEmail(email, MOST_OPENED).stream()
                .filter(found -> Insider.isAdmitted(found.affiliate()))
                .toList();
    }

    Pass pass(Located found) {
        long number = found.affiliate().number();
        return new Pass(found.account(), number, access.generation(found.account(), number));
    }

    private Optional<PasswordHash> hash(Located found) {
        return access.password(found.account(), found.affiliate().number());
    }
}
