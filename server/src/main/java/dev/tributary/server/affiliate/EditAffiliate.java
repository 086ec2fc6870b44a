package dev.tributary.server.affiliate;

import dev.tributary.server.api.Problem;
import dev.tributary.server.offer.Offers;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes an affiliate, and tells what really changed. */
@Component
class EditAffiliate {
    private final AffiliateStore store;
    private final CustomFieldStore fields;
    private final AffiliateEvents events;
    private final DecisionLetters letters;
    private final GrantWish wishes;
    private final Offers offers;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    EditAffiliate(
            AffiliateStore store,
            CustomFieldStore fields,
            AffiliateEvents events,
            DecisionLetters letters,
            GrantWish wishes,
            Offers offers,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.store = store;
        this.fields = fields;
        this.events = events;
        this.letters = letters;
        this.wishes = wishes;
        this.offers = offers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Changes it.
     *
     * @param wish gives what it is to become from what it is; what it throws leaves all as it was
     * @throws Problem 404 if there is no such affiliate
     */
    Affiliate run(AccountId account, long number, Function<Affiliate, Edit> wish) {
        return run(account, number, wish, true);
    }

    /** The same, told or not: what an import corrects is told only if the merchant says so. */
    Affiliate run(AccountId account, long number, Function<Affiliate, Edit> wish, boolean tells) {
        return transaction.execute(status -> {
            Affiliate before = store.lock(account, number).orElseThrow(() -> Problem.notFound("affiliate " + number));
            Edit edit = wish.apply(before);
            refuse(account, before, edit);
            Affiliate after = after(account, before, edit);
            Map<String, List<@Nullable Object>> changes = Changes.between(before, after);
            if (changes.isEmpty()) {
                return before;
            }
            store.update(account, after);
            if (changes.containsKey("custom_fields")) {
                fields.replace(account, number, after.profile().customFields());
            }
            if (tells) {
                events.changed(account, after, changes);
                letters.changed(account, before, after);
            }
            wishes.changed(account, before, after, tells);
            return after;
        });
    }

    private void refuse(AccountId account, Affiliate before, Edit edit) {
        if (edit.status() == AffiliateStatus.PENDING && before.status() != AffiliateStatus.PENDING) {
            throw Problem.unprocessable("status", AffiliateStatus.NEVER_PENDING_AGAIN);
        }
        if (edit.offer() != before.offer() && offers.find(account, edit.offer()).isEmpty()) {
            throw Problem.unprocessable("offer_id", "names no offer of this account");
        }
    }

    private Affiliate after(AccountId account, Affiliate before, Edit edit) {
        Profile profile = edit.answers()
                .map(answers -> edit.profile()
                        .with(answers.stream()
                                .map(answer -> fields.field(account, answer.name(), answer.value()))
                                .toList()))
                .orElse(edit.profile());
        return before.with(edit.status(), profile, edit.offer(), clock.instant());
    }
}
