package dev.tributary.server.payment;

import dev.tributary.server.conversion.Owed;
import dev.tributary.server.conversion.PayConversions;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An account's payments, as other features need them. */
@Component
public class Payments {
    private final PaymentStore store;
    private final PayConversions conversions;

    Payments(PaymentStore store, PayConversions conversions) {
        this.store = store;
        this.conversions = conversions;
    }

    public Optional<Payment> find(AccountId account, long number) {
        return store.find(account, number);
    }

    /**
     * Payments, the newest first.
     *
     * @param before a payment's number: those made before it
     */
    public List<Payment> page(AccountId account, PaymentFilter filter, Optional<Long> before, int limit) {
        return store.page(account, filter, before, limit);
    }

    /**
     * What an affiliate has earned and not been paid, by currency: approved conversions that no payment has, less what
     * was refunded. It may be negative. A payment that is prepared has taken its conversions out of it.
     */
    public List<Owed> owed(AccountId account, long affiliate) {
        return conversions.owed(account, affiliate);
    }

    /**
     * Stores a payment that was made elsewhere, as it is, and tells nobody. The conversions that it paid name it when
     * they are stored after it.
     *
     * @throws org.springframework.dao.DuplicateKeyException if its number is taken
     */
    public void moveIn(AccountId account, Payment payment) {
        store.insert(account, Optional.empty(), payment);
    }
}
