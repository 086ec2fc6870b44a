package dev.tributary.server.conversion;

import java.math.BigDecimal;

/** What an offer pays for an order. */
sealed interface Terms {
    /**
     * A share of every commissionable line.
     *
     * @param percent such as 10 for 10 %
     */
    record PercentOfSale(BigDecimal percent) implements Terms {}

    /**
     * So much for every piece.
     *
     * @param amount in the order's currency
     */
    record PerItem(BigDecimal amount) implements Terms {}

    /**
     * So much for every order with at least one commissionable line.
     *
     * @param amount in the order's currency
     */
    record PerOrder(BigDecimal amount) implements Terms {}

    /** Flat amounts are in the account's currency; an order in another one earns nothing by them. */
    record NotInThisCurrency() implements Terms {}
}
