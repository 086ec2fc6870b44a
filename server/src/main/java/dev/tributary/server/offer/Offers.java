package dev.tributary.server.offer;

import dev.tributary.server.account.Numbers;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An account's offers. */
@Component
public class Offers {
    private final OfferStore store;
    private final Numbers numbers;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Offers(OfferStore store, Numbers numbers, TransactionTemplate transaction, InstantSource clock) {
        this.store = store;
        this.numbers = numbers;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Optional<Offer> find(AccountId account, long number) {
        return store.find(account, number);
    }

    /** Those of these numbers that there are, by number. */
    public Map<Long, Offer> named(AccountId account, Collection<Long> numbers) {
        return store.named(account, numbers).stream().collect(Collectors.toMap(Offer::number, Function.identity()));
    }

    /** The oldest ones, to choose from. */
    public List<Offer> oldest(AccountId account, int limit) {
        return store.page(account, 0, limit);
    }

    /** Those of exactly this name, two at most: enough to see whether it means one. */
    public List<Offer> ofName(AccountId account, String name) {
        return store.ofName(account, name, 2);
    }

    /** How many days the longest attribution window of the account has; nought where it has no offer. */
    public int longestWindow(AccountId account) {
        return store.longestWindow(account);
    }

    /** Makes an offer with these terms. */
    public Offer create(AccountId account, Terms terms) {
        return transaction.execute(status -> {
            long number = numbers.next(account, Numbers.Kind.OFFER);
            Offer offer = terms.offer(number, clock.instant(), 1);
            store.insert(account, offer);
            return offer;
        });
    }

    /**
     * Changes the terms for orders that come from now on.
     *
     * @param edit gives the new terms from the old ones; what it throws leaves all as it was
     * @throws Problem 404 if there is no such offer
     */
    Offer change(AccountId account, long number, UnaryOperator<Offer> edit) {
        return transaction.execute(status -> {
            Offer old = store.lock(account, number).orElseThrow(() -> Problem.notFound("offer " + number));
            Offer edited = edit.apply(old);
            if (edited.sameTerms(old)) {
                return old;
            }
            store.update(account, edited);
            return edited;
        });
    }
}
