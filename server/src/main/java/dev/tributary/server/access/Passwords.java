package dev.tributary.server.access;

import dev.tributary.server.account.UserId;
import dev.tributary.server.api.Problem;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Keeps and checks passwords. A few at a time: each check fills 19 MiB on purpose. */
@Component
public class Passwords {
    static final int LEAST = 12;
    static final int MOST = 200;
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;

    /** OWASP's first choice of parameters: 19 MiB, two passes, one lane. */
    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final PasswordStore store;
    private final InstantSource clock;
    private volatile @Nullable String nobodys;

    Passwords(PasswordStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What is wrong with a password that is to be this person's; empty if nothing is. */
    public static Optional<String> fault(String password, String email) {
        String text = normal(password);
        int length = text.codePointCount(0, text.length());
        if (length < LEAST || length > MOST) {
            return Optional.of("must have " + LEAST + " to " + MOST + " characters");
        }
        if (text.codePoints().distinct().count() < 5) {
            return Optional.of("must have at least five different characters");
        }
        boolean known = text.toLowerCase(Locale.ROOT).equals(email.toLowerCase(Locale.ROOT));
        return known ? Optional.of("must not be the e-mail address") : Optional.empty();
    }

    /** Hashes a new password. */
    public PasswordHash hash(String password) {
        return new PasswordHash(inSlot(() -> argon2.encode(normal(password))));
    }

    void set(UserId user, PasswordHash hash) {
        store.put(user, hash, clock.instant());
    }

    boolean has(UserId user) {
        return store.find(user).isPresent();
    }

    /** Whether it is this person's. Takes as long for a person whom we don't know. */
    boolean matches(Optional<UserId> user, String password) {
        Optional<PasswordHash> kept = user.flatMap(store::find);
        boolean same = isOf(kept, password);
        if (same && argon2.upgradeEncoding(kept.orElseThrow().text())) {
            set(user.orElseThrow(), hash(password));
        }
        return same;
    }

    /** Whether this password was hashed so. Takes as long where there is no hash. */
    public boolean isOf(Optional<PasswordHash> kept, String password) {
        String tried = password.length() > 4 * MOST ? "" : normal(password);
        boolean same =
                inSlot(() -> argon2.matches(tried, kept.map(PasswordHash::text).orElseGet(this::nobodys)));
        return same && kept.isPresent();
    }

    /** A hash that costs as much as a real one, made when first needed. */
    private String nobodys() {
        String hash = nobodys;
        if (hash == null) {
            hash = argon2.encode("nobody has this password");
            nobodys = hash;
        }
        return hash;
    }

    private <T> T inSlot(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Problem.of(503, "Too many people sign in at this moment. Try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(503, "The server is stopping.");
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }

    /** The same characters, however the keyboard composes them. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
