package dev.tributary.server.conversion;

import dev.tributary.server.api.Cursor;
import dev.tributary.server.api.Page;
import dev.tributary.server.api.Paging;
import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What conversions owe to affiliates, and what becomes of them as payments are made. A conversion that is kept for a
 * payment is in no other, and its status stands still.
 */
@Component
public class PayConversions {
    /** How many conversions one act of paying takes in. */
    public static final int MOST = 100_000;

    private static final ConversionFields VIEW = new ConversionFields(ConversionFields.Ids.NUMBERS);

    private final PayableStore store;
    private final Snapshots snapshots;
    private final InstantSource clock;

    PayConversions(PayableStore store, Snapshots snapshots, InstantSource clock) {
        this.store = store;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** What an affiliate has earned and not been paid, by currency. */
    public List<Owed> owed(AccountId account, long affiliate) {
        return store.owed(account, affiliate);
    }

    /**
     * What can be paid now, by affiliate and currency, in order of both; what adds up to nothing or less too.
     *
     * @throws Problem 422 if it is more than {@link #MOST} conversions
     */
    public List<Due> due(AccountId account, Payable which) {
        return notTooMany(store.due(account, which, MOST + 1));
    }

    /**
     * The same, for the current transaction alone until it ends.
     *
     * @throws Problem 422 if it is more than {@link #MOST} conversions
     */
    public List<Due> lock(AccountId account, Payable which) {
        return notTooMany(store.lock(account, which, MOST + 1));
    }

    /** What else could be paid to those whom it is about, in all, were it not for the period; by currency. */
    public List<Left> left(AccountId account, Payable which) {
        return store.left(account, which);
    }

    /** Keeps conversions that were {@link #lock locked} for a payment. */
    public void keep(AccountId account, long payment, Collection<Long> numbers) {
        store.keep(account, payment, numbers);
    }

    /** All that are kept for the payment are PAID; that is final. No event tells of each: the payment's does. */
    public void pay(AccountId account, long payment) {
        store.pay(account, payment, clock.instant());
    }

    /** Those kept for the payment can be paid by another. */
    public void release(AccountId account, long payment) {
        store.release(account, payment);
    }

    /** The conversions of a payment as the API shows them, the newest first. */
    public Page<Map<String, @Nullable Object>> of(AccountId account, long payment, Paging paging) {
        List<Conversion> rows = store.of(account, payment, paging.afterNumber(), paging.fetch());
        Page<Conversion> page = Page.cut(rows, paging.limit(), row -> Cursor.of(row.number()));
        return new Page<>(
                snapshots.of(account, page.data()).stream().map(VIEW::of).toList(), page.next_cursor());
    }

    private static List<Due> notTooMany(List<Due> due) {
        if (due.stream().mapToInt(one -> one.numbers().size()).sum() > MOST) {
            throw Problem.unprocessable(
                    "until", "takes in more than " + MOST + " conversions: choose an earlier time or fewer affiliates");
        }
        return due;
    }
}
