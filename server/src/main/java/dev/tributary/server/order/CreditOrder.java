package dev.tributary.server.order;

import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is credited for orders. All methods run inside the transaction that stores the order. */
public interface CreditOrder {
    /**
     * A conversion as the answer to an order shows it; ids are the numbers of the classic payloads.
     *
     * @param refundOf the conversion that it takes back, wholly or in part
     */
    record Credit(
            long id,
            long affiliateId,
            String mechanism,
            String status,
            BigDecimal total,
            BigDecimal commissionTotal,
            String currency,
            Optional<Long> refundOf) {
        /** Whether it earns nothing and is kept to be looked at. */
        boolean isForShow() {
            return status.equals("UNQUALIFIED") && refundOf.isEmpty();
        }

        /** Whether it is for a SKU, beside which others may be credited, or takes such a one back. */
        boolean isBySku() {
            return mechanism.equals("SKU");
        }
    }

    /**
     * Credits an order that has no conversions yet; empty if nobody has a claim, or if it was credited before it came.
     *
     * @param edition the message that the order was read from, here and below
     */
    List<Credit> credit(Order order, Edition edition);

    /**
     * What {@link #credit} would make of an order, without numbers, and without doing it.
     *
     * @throws dev.tributary.server.api.Problem 422 as there
     */
    List<Credit> foresee(Order order, Edition edition);

    /**
     * Credits an order that has conversions, by which nobody earns but for SKUs that are credited on top of all others, if
     * somebody's claim is good by now. A conversion that earns nothing and whose claim is good earns from now on; it has no
     * second one beside it.
     *
     * @return whether somebody is credited by now
     */
    boolean unclaimed(Order order, Edition edition);

    /**
     * The contents of an order that has conversions may have changed, or its clues: they are counted anew, and whoever
     * holds a SKU that came into it is credited; where nobody is credited but for SKUs, whoever wins by the other clues,
     * too; but none of them of an order that was credited before it came. What is booked already waits for {@link #refunded}
     * to book the difference.
     */
    void edited(Order order, Edition edition);

    /**
     * A message that came late tells what the order was once. Who is credited in the end does not hang on that: the order
     * is whose it would have been, had all messages come in time, and from whoever was credited for it by a newer message
     * it is taken again. Then what the order is now counts, as if it had been {@link #edited}.
     *
     * @param then the order as the late message has it
     * @param now what is known of it, by a message that counts as newer
     * @param ifUnclaimed whether the message has anything to be credited by if nobody is
     * @return whether somebody is credited by now who was not before
     */
    boolean late(Order then, Edition edition, Order now, Edition newest, boolean ifUnclaimed);

    /**
     * The order names a subscription of which an older order was credited only now. If it renews that one it is whose its
     * first order is, or nobody's, and is taken from whoever had it by its own clues, or beyond the limit.
     *
     * @return whether it is taken from somebody
     */
    boolean renewed(Order order, Edition edition);

    /** The order began this subscription, as its shop tells apart from the order. */
    void subscribed(AccountId account, OrderId order, String subscription);

    /**
     * So much of the order was given back by now, or it was undone as its state says. Being told the same again changes
     * nothing.
     */
    void refunded(Order order, Refunded refunded);

    /** The conversions of these orders; an order without any may be missing. */
    Map<OrderId, List<Credit>> of(AccountId account, Collection<OrderId> orders);
}
