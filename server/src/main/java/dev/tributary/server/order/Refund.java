package dev.tributary.server.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a shop gave back, once. Amounts are in the order's currency, never negative; a refund may come before its order,
 * so they have whatever scale the shop wrote.
 *
 * @param key the refund's id in its source: the same again is the same refund
 * @param at when, as the shop says
 * @param amount all the money given back, tax and shipping included; empty where the shop tells lines alone, which are
 *     then worth their share of the order
 * @param lines what came back; may be empty
 * @param shipping of the amount for shipping; empty where the shop does not say
 * @param tax of the amount for tax that was added on top of prices; empty where the shop does not say
 * @param soFar whether {@code amount} is all that the order was given back so far, or by one of its payments: of such news
 *     the largest of each key counts
 * @param standing whether the money has gone back
 */
public record Refund(
        String key,
        Instant at,
        Optional<BigDecimal> amount,
        List<RefundLine> lines,
        Optional<BigDecimal> shipping,
        Optional<BigDecimal> tax,
        boolean soFar,
        Standing standing) {
    public Refund {
        lines = List.copyOf(lines);
    }

    /** Of two messages about one refund that with the later standing counts, whichever comes last. */
    enum Standing {
        /** On its way: it counts, since most arrive, and some shops never say so. */
        PENDING,
        /** It did not arrive. The shop may try again, under the same key. */
        FAILED,
        DONE
    }

    /** One that has gone back. */
    public Refund(
            String key,
            Instant at,
            Optional<BigDecimal> amount,
            List<RefundLine> lines,
            Optional<BigDecimal> shipping,
            Optional<BigDecimal> tax,
            boolean soFar) {
        this(key, at, amount, lines, shipping, tax, soFar, Standing.DONE);
    }

    /** An amount, of which the shop does not say what it was for. */
    public static Refund ofAmount(String key, Instant at, BigDecimal amount) {
        return new Refund(key, at, Optional.of(amount), List.of(), Optional.empty(), Optional.empty(), false);
    }

    /** Lines, and perhaps how much was given back in all. */
    public static Refund ofLines(String key, Instant at, Optional<BigDecimal> amount, List<RefundLine> lines) {
        return new Refund(key, at, amount, lines, Optional.empty(), Optional.empty(), false);
    }

    /**
     * For shops that tell the sum of an order's refunds again and again: what it is now.
     *
     * @param name whose sum it is: the order, or a payment that the shop names in its place
     */
    public static Refund soFar(OrderKey name, Instant at, BigDecimal sum) {
        return new Refund(
                "so far of " + name.orderId(),
                at,
                Optional.of(sum),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                true);
    }
}
