package dev.tributary.server.affiliate;

import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Approves, denies, disables or re-activates affiliates, many at once; each gets its own answer and event. */
@Component
class ChangeStatus {
    private final AffiliateStore store;
    private final AffiliateEvents events;
    private final DecisionLetters letters;
    private final GrantWish wishes;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ChangeStatus(
            AffiliateStore store,
            AffiliateEvents events,
            DecisionLetters letters,
            GrantWish wishes,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.store = store;
        this.events = events;
        this.letters = letters;
        this.wishes = wishes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What became of one.
     *
     * @param result changed, unchanged or refused
     * @param reason why it was refused
     */
    record Result(long id, String result, Optional<String> reason) {
        static Result changed(long id) {
            return new Result(id, "changed", Optional.empty());
        }

        static Result unchanged(long id) {
            return new Result(id, "unchanged", Optional.empty());
        }

        static Result refused(long id, String reason) {
            return new Result(id, "refused", Optional.of(reason));
        }
    }

    /** Changes them in order of their numbers, so that two bulk calls can't wait for each other; answers as asked. */
    List<Result> run(AccountId account, List<Long> numbers, AffiliateStatus status) {
        return transaction.execute(current -> {
            Map<Long, Result> results = new LinkedHashMap<>();
            for (long number : new TreeSet<>(numbers)) {
                results.put(number, change(account, number, status));
            }
            return numbers.stream().distinct().map(results::get).toList();
        });
    }

    private Result change(AccountId account, long number, AffiliateStatus status) {
        Optional<Affiliate> found = store.lock(account, number);
        if (found.isEmpty()) {
            return Result.refused(number, "there is no such affiliate");
        }
        Affiliate before = found.get();
        if (before.status() == status) {
            return Result.unchanged(number);
        }
        if (status == AffiliateStatus.PENDING) {
            return Result.refused(number, AffiliateStatus.NEVER_PENDING_AGAIN);
        }
        Affiliate after = before.with(status, before.profile(), before.offer(), clock.instant());
        store.update(account, after);
        events.changed(account, after, Changes.between(before, after));
        letters.changed(account, before, after);
        wishes.changed(account, before, after, true);
        return Result.changed(number);
    }
}
