package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who is credited for orders. All methods run inside the transaction that stores the order. */
public interface CreditOrder {
    /** A conversion as the answer to an order shows it; ids are the numbers of the classic payloads. */
    record Credit(
            long id,
            long affiliateId,
            String mechanism,
            String status,
            BigDecimal total,
            BigDecimal commissionTotal,
            String currency) {}

    /** Credits an order that has no conversions yet; empty if nobody has a claim. */
    List<Credit> credit(Order order);

    /**
     * What {@link #credit} would make of an order, without numbers, and without doing it.
     *
     * @throws dev.tributary.server.api.Problem 422 as there
     */
    List<Credit> foresee(Order order);

    /** The order was undone as a whole, as its state says. */
    void undone(Order order);

    /** The conversions of these orders; an order without any may be missing. */
    Map<OrderId, List<Credit>> of(AccountId account, Collection<OrderId> orders);
}
