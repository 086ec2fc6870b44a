package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.Refunded;
import dev.tributary.server.order.Sale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What each part of an order earns by the terms it was credited by. A refund takes back from this, not from what the
 * offer says by then: all parts together are the conversion's commission and commissionable total, so that taking all of them back, in
 * whatever steps, leaves nothing. Amounts are at the currency's scale.
 *
 * @param shipping its commissionable amount; zero where the account does not count it
 * @param tax likewise, of tax that was added on top
 * @param extras the commission on shipping and tax
 * @param order the commission on the order as a whole; it is earned while anything of the lines is left
 */
record Earned(List<Line> lines, BigDecimal shipping, BigDecimal tax, BigDecimal extras, BigDecimal order) {
    Earned {
        lines = List.copyOf(lines);
    }

    /**
     * What a line earned.
     *
     * @param shopLine the line's id in the shop
     * @param place where in the order it stood, from 1
     * @param perPiece whether the commission is so much for every piece, and no share of the money
     */
    record Line(
            Optional<String> shopLine, int place, BigDecimal commissionable, BigDecimal commission, boolean perPiece) {}

    /** What is to be taken back in all. */
    record Back(BigDecimal commissionable, BigDecimal commission) {}

    /** What the parts of this basis earn by these terms, and together: what no part earned, the order did. */
    static Earned of(Sale sale, AttributionRules rules, Commissionable basis, Terms terms) {
        BigDecimal zero = BigDecimal.ZERO.setScale(sale.currency().getDefaultFractionDigits());
        List<Line> lines = basis.lines().stream()
                .map(line -> new Line(
                        line.line().shopLine(),
                        line.place(),
                        line.net(),
                        ofLine(terms.at(line.line()), line, sale.currency()),
                        terms.at(line.line()) instanceof Terms.PerItem))
                .toList();
        Commissionable around = new Commissionable(List.of(), basis.extras());
        BigDecimal extras = Commission.of(terms, around, sale.currency());
        BigDecimal parts = lines.stream().map(Line::commission).reduce(extras, BigDecimal::add);
        boolean all = basis.extras().signum() != 0;
        return new Earned(
                lines,
                all && rules.commissionOnShipping() ? sale.shipping() : zero,
                all && rules.commissionOnTax() ? sale.tax() : zero,
                extras,
                Commission.of(terms, basis, sale.currency()).subtract(parts));
    }

    /** An amount for the order is no line's: it is what the lines leave of the whole. */
    private static BigDecimal ofLine(Terms terms, Commissionable.Line line, Currency currency) {
        BigDecimal zero = BigDecimal.ZERO.setScale(currency.getDefaultFractionDigits());
        return terms instanceof Terms.PerOrder
                ? zero
                : Commission.of(terms, new Commissionable(List.of(line), zero), currency);
    }

    /** All that counts for it. */
    BigDecimal commissionable() {
        return lines.stream().map(Line::commissionable).reduce(shipping.add(tax), BigDecimal::add);
    }

    /** All that it earns. */
    BigDecimal commission() {
        return lines.stream().map(Line::commission).reduce(extras.add(order), BigDecimal::add);
    }

    /** What is to be taken back once so much came back; all of it if everything did. */
    Back back(Refunded refunded) {
        BigDecimal backShipping = part(shipping, refunded.shipping());
        BigDecimal backTax = part(tax, refunded.tax());
        BigDecimal commissionable = backShipping.add(backTax);
        BigDecimal commission = extras(commissionable);
        boolean nothingLeft = true;
        for (Line line : lines) {
            Refunded.Line share = refunded.line(line.shopLine(), line.place());
            commissionable = commissionable.add(part(line.commissionable(), share.money()));
            commission = commission.add(part(line.commission(), line.perPiece() ? share.pieces() : share.money()));
            nothingLeft &= share.pieces().compareTo(BigDecimal.ONE) >= 0;
        }
        return new Back(commissionable, nothingLeft ? commission.add(order) : commission);
    }

    private BigDecimal extras(BigDecimal back) {
        BigDecimal all = shipping.add(tax);
        return all.signum() == 0 ? extras : extras.multiply(back).divide(all, extras.scale(), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal part(BigDecimal amount, BigDecimal share) {
        return amount.multiply(share).setScale(amount.scale(), RoundingMode.HALF_EVEN);
    }
}
