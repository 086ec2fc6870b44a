package dev.tributary.server.conversion;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.Clues;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.OrderKey;
import dev.tributary.server.order.OrderState;
import dev.tributary.server.order.Origin;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.RefundLine;
import dev.tributary.server.order.Refunded;
import dev.tributary.server.order.Sale;
import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A conversion of an order, and what its refunds make of it. */
final class Books {
    static final Terms TEN_PERCENT = new Terms.PercentOfSale(BigDecimal.TEN);
    private static final AttributionRules USUAL = AttributionRules.DEFAULT;

    final List<Conversion> refunds = new ArrayList<>();
    final Conversion first;
    private final List<Refund> told = new ArrayList<>();
    private Sale sale;
    private Earned earned;

    Books(Sale sale, Terms terms) {
        this(sale, terms, USUAL, Set.of());
    }

    Books(Sale sale, Terms terms, AttributionRules rules, Set<String> skus) {
        Commissionable whole = Commissionable.of(sale, rules);
        Commissionable basis = skus.isEmpty() ? whole : whole.only(skus);
        this.sale = sale;
        this.earned = EarnedColumn.read(EarnedColumn.write(Earned.of(sale, rules, basis, terms)));
        this.first = conversion(new Conversion.Worth(
                sale.currency(), sale.total(), basis.total(), Commission.of(terms, basis, sale.currency())));
    }

    /** The order's contents are these from now on. */
    void edit(Sale other, Terms terms) {
        sale = other;
        earned = Earned.of(other, USUAL, Commissionable.of(other, USUAL), terms);
        refund();
    }

    void refund(Refund... news) {
        for (Refund refund : news) {
            if (told.stream().noneMatch(known -> known.equals(refund))) {
                told.add(refund);
            }
        }
        Order order = order(sale);
        TakenBack decision = TakenBack.of(first, Optional.of(earned), refunds, order, Refunded.of(order, told));
        if (decision instanceof TakenBack.Book(Conversion.Worth worth)) {
            refunds.add(conversion(worth));
        }
    }

    /** One piece of the line with this number comes back. */
    void returned(String refund, int line) {
        refund(Refund.ofLines(
                refund, Given.ORDERED, Optional.empty(), List.of(RefundLine.ofLine(line, 1, Optional.empty()))));
    }

    Conversion last() {
        return refunds.getLast();
    }

    BigDecimal balance() {
        return sums().get(0);
    }

    BigDecimal commissionable() {
        return sums().get(1);
    }

    BigDecimal total() {
        return sums().get(2);
    }

    List<BigDecimal> sums() {
        BigDecimal commission = first.worth().commission();
        BigDecimal commissionable = first.worth().commissionable();
        BigDecimal total = first.worth().total();
        for (Conversion refund : refunds) {
            commission = commission.add(refund.worth().commission());
            commissionable = commissionable.add(refund.worth().commissionable());
            total = total.add(refund.worth().total());
        }
        return List.of(commission, commissionable, total);
    }

    private static Conversion conversion(Conversion.Worth worth) {
        return new Conversion(
                1,
                1,
                7,
                Given.ORDERED,
                Optional.empty(),
                Conversion.Standing.born(Status.APPROVED, Optional.empty(), Optional.empty()),
                worth,
                Conversion.Why.manual(Given.partner(1), Optional.empty()),
                new Conversion.SalePart(
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        Buyer.UNKNOWN,
                        Origin.API),
                Optional.empty());
    }

    static Order order(Sale sale) {
        return new Order(
                new AccountId(new UUID(0, 1)),
                new OrderId(new UUID(0, 2)),
                new OrderKey("x", "1"),
                sale,
                new Clues(Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                OrderState.OPEN,
                Given.ORDERED);
    }
}
