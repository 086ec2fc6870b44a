package dev.tributary.server.conversion;

import java.math.BigDecimal;

/** What an offer pays for an order. */
sealed interface Terms {
    /** @param percent such as 10 for 10 % of every commissionable line */
    record PercentOfSale(BigDecimal percent) implements Terms {}

    /** @param amount for every piece, in the order's currency */
    record PerItem(BigDecimal amount) implements Terms {}

    /** @param amount for every order with at least one commissionable line, in the order's currency */
    record PerOrder(BigDecimal amount) implements Terms {}

    /** Flat amounts are in the account's currency; an order in another one earns nothing by them. */
    record NotInThisCurrency() implements Terms {}
}
