package dev.tributary.server.join;

import dev.tributary.webhooks.signature.Vault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What a sign-up form carries in place of a session: the time at which it was shown, sealed for its programme. Nobody else
 * can make one, it says how long the form was open, and the server remembers only those that were used.
 */
@Component
class FormTokens {
    /** Nobody types a name and an address faster. */
    static final Duration QUICKEST = Duration.ofSeconds(3);

    static final Duration LIFETIME = Duration.ofHours(12);

    private static final int LONGEST = 200;

    private final Vault vault;

    FormTokens(Vault vault) {
        this.vault = vault;
    }

    /** What a token says of the form that carries it. */
    enum Verdict {
        GOOD,
        TOO_QUICK,
        TOO_OLD,
        /** None of ours, or of another programme. */
        FOREIGN
    }

    String issue(ProgrammeId programme, Instant shown) {
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(shown.toEpochMilli()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.seal(time, context(programme)));
    }

    /** A token for a form that somebody has filled in before: it may come back at once. */
    String issueAgain(ProgrammeId programme, Instant now) {
        return issue(programme, now.minus(QUICKEST));
    }

    Verdict judge(ProgrammeId programme, String token, Instant now) {
        return open(programme, token).map(shown -> judge(shown, now)).orElse(Verdict.FOREIGN);
    }

    private static Verdict judge(Instant shown, Instant now) {
        if (shown.plus(LIFETIME).isBefore(now)) {
            return Verdict.TOO_OLD;
        }
        return shown.plus(QUICKEST).isAfter(now) ? Verdict.TOO_QUICK : Verdict.GOOD;
    }

    private Optional<Instant> open(ProgrammeId programme, String token) {
        try {
            byte[] sealed = token.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
            ByteBuffer time = ByteBuffer.wrap(vault.open(sealed, context(programme)));
            return Optional.of(Instant.ofEpochMilli(time.getLong()));
        } catch (IllegalArgumentException | Vault.SealBroken foreign) {
            return Optional.empty();
        }
    }

    private static String context(ProgrammeId programme) {
        return "sign-up form of " + programme;
    }
}
