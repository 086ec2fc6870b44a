package dev.tributary.server.affiliate;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Makes an affiliate with the number, the code and the past that it had elsewhere, inside the current transaction. */
@Component
class MoveInAffiliate {
    private static final int SHORTEST_CODE = 5;
    private static final int LONGEST_CODE = 16;

    private final AffiliateStore store;
    private final CustomFieldStore fields;
    private final AffiliateEvents events;
    private final Numbers numbers;
    private final RandomGenerator random;

    MoveInAffiliate(
            AffiliateStore store,
            CustomFieldStore fields,
            AffiliateEvents events,
            Numbers numbers,
            RandomGenerator random) {
        this.store = store;
        this.fields = fields;
        this.events = events;
        this.numbers = numbers;
        this.random = random;
    }

    /**
     * Makes it.
     *
     * @param id the next number if empty
     * @param code a new one if empty
     * @throws Problem 422 if the code has been taken meanwhile
     */
    Affiliate run(
            AccountId account,
            NewAffiliate wanted,
            Optional<Long> id,
            Optional<String> code,
            Instant created,
            boolean tells) {
        List<Profile.CustomField> answers = wanted.answers().stream()
                .map(answer -> fields.field(account, answer.name(), answer.value()))
                .toList();
        id.ifPresent(number -> numbers.skipPast(account, Numbers.Kind.AFFILIATE, number));
        long number = id.orElseGet(() -> numbers.next(account, Numbers.Kind.AFFILIATE));
        Profile profile = wanted.profile().with(answers);
        Affiliate affiliate = code.map(kept -> born(number, kept, wanted, profile, created))
                .filter(one -> store.insert(account, one))
                .or(() -> code.isPresent() ? Optional.empty() : drawn(account, number, wanted, profile, created))
                .orElseThrow(() -> Problem.unprocessable("code", "is taken by another affiliate"));
        fields.replace(account, number, affiliate.profile().customFields());
        if (tells) {
            events.created(account, affiliate);
        }
        return affiliate;
    }

    private Optional<Affiliate> drawn(
            AccountId account, long number, NewAffiliate wanted, Profile profile, Instant created) {
        for (int length = SHORTEST_CODE; length <= LONGEST_CODE; length++) {
            String code = HexFormat.of().toHexDigits(random.nextLong()).substring(0, length);
            Affiliate affiliate = born(number, code, wanted, profile, created);
            if (store.insert(account, affiliate)) {
                return Optional.of(affiliate);
            }
        }
        return Optional.empty();
    }

    private static Affiliate born(long number, String code, NewAffiliate wanted, Profile profile, Instant created) {
        return new Affiliate(
                number,
                code,
                wanted.status(),
                wanted.source(),
                wanted.offer(),
                profile,
                created,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }
}
