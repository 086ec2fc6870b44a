package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.AttributionRules;
import dev.tributary.server.order.Buyer;
import dev.tributary.server.order.Clues;
import dev.tributary.server.order.Commissionable;
import dev.tributary.server.order.Order;
import dev.tributary.server.order.OrderId;
import dev.tributary.server.order.OrderKey;
import dev.tributary.server.order.OrderLine;
import dev.tributary.server.order.OrderState;
import dev.tributary.server.order.Origin;
import dev.tributary.server.order.Refund;
import dev.tributary.server.order.RefundLine;
import dev.tributary.server.order.Refunded;
import dev.tributary.server.order.Sale;
import dev.tributary.testkit.Seeds;
import dev.tributary.webhooks.endpoint.AccountId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TakenBackTest {
    private static final int RUNS = 400;
    private static final AttributionRules USUAL = AttributionRules.DEFAULT;
    private static final Terms TEN_PERCENT = new Terms.PercentOfSale(BigDecimal.TEN);

    @Test
    void a_piece_that_comes_back_takes_its_own_commission_back() {
        Books books = new Books(sale("0.00", "20.00", "0.00", line("40.00", 2), line("20.00", 1)), TEN_PERCENT);
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("-4.00");
        assertThat(books.last().worth().commissionable()).isEqualTo("-40.00");
        assertThat(books.last().worth().total()).isEqualTo("-40.00");
    }

    @Test
    void the_order_s_discount_comes_off_what_a_piece_takes_back() {
        Books books = new Books(sale("50.00", "0.00", "0.00", line("40.00", 2), line("20.00", 1)), TEN_PERCENT);
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
    }

    @Test
    void an_amount_alone_takes_back_its_share_of_the_order() {
        Books books = new Books(sale("0.00", "20.55", "10.00", line("100.00", 1)), TEN_PERCENT);
        books.refund(Refund.ofAmount("r1", Given.ORDERED, new BigDecimal("13.055")));
        assertThat(books.last().worth().commission()).isEqualTo("-1.00");
        assertThat(books.last().worth().commissionable()).isEqualTo("-10.00");
    }

    @Test
    void shipping_that_earned_nothing_takes_nothing_back() {
        Books books = new Books(sale("0.00", "20.00", "0.00", line("100.00", 1)), TEN_PERCENT);
        books.refund(new Refund(
                "r1",
                Given.ORDERED,
                Optional.of(new BigDecimal("20.00")),
                List.of(),
                Optional.of(new BigDecimal("20.00")),
                Optional.empty(),
                false));
        assertThat(books.last().worth().total()).isEqualTo("-20.00");
        assertThat(books.last().worth().commission()).isEqualTo("0.00");
    }

    @Test
    void what_the_shop_kept_of_a_returned_piece_stays_earned() {
        Books books = new Books(sale("0.00", "0.00", "0.00", line("100.00", 1), line("50.00", 1)), TEN_PERCENT);
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.of(new BigDecimal("75.00")), List.of(pieces(1, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("-7.50");
    }

    @Test
    void a_flat_amount_per_order_stays_until_nothing_is_left() {
        Books books = new Books(sale("0.00", "5.00", "0.00", line("40.00", 2)), new Terms.PerOrder(BigDecimal.TWO));
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("0.00");
        books.refund(Refund.ofLines("r2", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
    }

    @Test
    void a_flat_amount_per_item_goes_with_the_piece_whatever_was_paid_back_for_it() {
        Books books = new Books(
                sale("0.00", "0.00", "0.00", line("40.00", 2), line("1.00", 1)), new Terms.PerItem(BigDecimal.TWO));
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.of(new BigDecimal("0.50")), List.of(pieces(2, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
    }

    @Test
    void after_any_edit_the_books_hold_what_the_order_as_it_is_would_have_earned() {
        RandomGenerator random = Seeds.random("edits");
        for (int i = 0; i < 2_000; i++) {
            Sale before = anySale(random);
            Sale after = anySale(random);
            if (!after.currency().equals(before.currency())) {
                continue;
            }
            int scale = before.currency().getDefaultFractionDigits();
            Refund one = Refund.ofAmount("r1", Given.ORDERED, upTo(random, before.total(), scale));
            Refund two = Refund.ofAmount("r2", Given.ORDERED, upTo(random, after.total(), scale));
            Books edited = new Books(before, TEN_PERCENT);
            edited.refund(one);
            edited.edit(after, TEN_PERCENT);
            edited.refund(two);
            Books fresh = new Books(after, TEN_PERCENT);
            fresh.refund(one);
            fresh.refund(two);
            assertThat(edited.sums()).as("%s then %s", before, after).isEqualTo(fresh.sums());
        }
    }

    @Test
    void pieces_taken_out_of_a_line_are_back_once_whether_a_refund_names_them_or_not() {
        Sale sold = sale("0.00", "0.00", "0.00", line("40.00", 3), line("20.00", 1));
        OrderLine full = sold.lines().getFirst();
        OrderLine less = new OrderLine(
                full.sku(),
                full.name(),
                full.quantity(),
                full.price(),
                full.discount(),
                full.includedTax(),
                full.giftCard(),
                full.shopLine(),
                2);
        Books books = new Books(sold, TEN_PERCENT);
        books.edit(with(sold, List.of(less, sold.lines().getLast())), TEN_PERCENT);
        assertThat(books.balance()).isEqualTo("6.00");
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.balance()).isEqualTo("6.00");
        books.refund(Refund.ofLines("r2", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.balance()).isEqualTo("6.00");
        books.refund(Refund.ofLines("r3", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.balance()).isEqualTo("2.00");
    }

    @Test
    void a_sku_with_a_rate_of_its_own_takes_back_its_own() {
        Terms terms = new Terms.BySku(
                new Terms.PerOrder(new BigDecimal("5.00")), Map.of("SKU-40.00", new Terms.PerItem(BigDecimal.TWO)));
        Books books =
                new Books(sale("0.00", "0.00", "0.00", line("40.00", 2), line("1.00", 1), line("2.00", 1)), terms);
        assertThat(books.balance()).isEqualTo("9.00");
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("-2.00");
        books.refund(Refund.ofLines("r2", Given.ORDERED, Optional.empty(), List.of(pieces(2, 1))));
        assertThat(books.balance()).isEqualTo("7.00");
    }

    @Test
    void sums_told_so_far_count_once_and_the_largest_counts() {
        Books books = new Books(sale("0.00", "0.00", "0.00", line("100.00", 1)), TEN_PERCENT);
        OrderKey key = new OrderKey("x", "1");
        books.refund(Refund.soFar(key, Given.ORDERED, new BigDecimal("50.00")));
        books.refund(Refund.soFar(key, Given.ORDERED, new BigDecimal("30.00")));
        assertThat(books.refunds).hasSize(1);
        assertThat(books.balance()).isEqualTo("5.00");
    }

    @Test
    void a_sku_that_several_lines_have_fills_them_in_turn() {
        Sale sale = sale("0.00", "0.00", "0.00", sku("A", "10.00", 1), sku("A", "30.00", 2), sku("B", "5.00", 1));
        Books books = new Books(sale, TEN_PERCENT);
        books.refund(Refund.ofLines(
                "r1", Given.ORDERED, Optional.empty(), List.of(RefundLine.ofSku("a", 2, Optional.empty()))));
        assertThat(books.last().worth().commission()).isEqualTo("-4.00");
    }

    @Test
    void a_refund_that_was_waived_is_not_asked_for_again() {
        Books books = new Books(sale("0.00", "0.00", "0.00", line("40.00", 2)), TEN_PERCENT);
        books.refund(Refund.ofLines("r1", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        Conversion waived = books.last();
        books.refunds.set(
                0,
                waived.changed(
                        waived.standing().with(Status.DENIED, Optional.of(DeniedReason.OTHER), Optional.empty()),
                        Given.ORDERED));
        books.refund(Refund.ofLines("r2", Given.ORDERED, Optional.empty(), List.of(pieces(1, 1))));
        assertThat(books.last().worth().commission()).isEqualTo("-4.00");
        assertThat(books.refunds).hasSize(2);
    }

    @Test
    void refunding_everything_in_any_number_of_parts_cancels_to_the_cent() {
        RandomGenerator random = Seeds.random("refunds in parts");
        for (int i = 0; i < RUNS; i++) {
            Sale sale = anySale(random);
            Books books = new Books(sale, anyTerms(random, sale.currency()), anyRules(random), anySkus(random, sale));
            List<Refund> parts = parts(random, sale);
            BigDecimal taken = BigDecimal.ZERO;
            for (Refund part : parts) {
                books.refund(part);
                BigDecimal now = books.first.worth().commission().subtract(books.balance());
                assertThat(now)
                        .as("in parts %s", parts)
                        .isBetween(taken, books.first.worth().commission());
                taken = now;
            }
            assertThat(books.balance()).as("%s in parts %s", sale, parts).isZero();
            assertThat(books.commissionable()).as("%s in parts %s", sale, parts).isZero();
            assertThat(books.total()).as("%s in parts %s", sale, parts).isZero();
            int booked = books.refunds.size();
            parts.forEach(books::refund);
            assertThat(books.refunds).hasSize(booked);
        }
    }

    @Test
    void parts_add_up_to_what_one_refund_of_them_all_would_take_back_and_their_order_does_not_matter() {
        RandomGenerator random = Seeds.random("refunds at once");
        for (int i = 0; i < RUNS; i++) {
            Sale sale = anySale(random);
            Terms terms = anyTerms(random, sale.currency());
            AttributionRules rules = anyRules(random);
            Set<String> skus = anySkus(random, sale);
            List<Refund> all = parts(random, sale);
            List<Refund> some = new ArrayList<>(all.subList(0, random.nextInt(all.size() + 1)));
            Books oneByOne = new Books(sale, terms, rules, skus);
            some.forEach(oneByOne::refund);
            Collections.shuffle(some, new Random(random.nextLong()));
            Books shuffled = new Books(sale, terms, rules, skus);
            some.forEach(shuffled::refund);
            Books atOnce = new Books(sale, terms, rules, skus);
            atOnce.refund(some.toArray(Refund[]::new));
            assertThat(oneByOne.sums())
                    .as("%s", some)
                    .isEqualTo(shuffled.sums())
                    .isEqualTo(atOnce.sums());
        }
    }

    @Test
    void nothing_depends_on_the_order_of_lines() {
        RandomGenerator random = Seeds.random("order of lines");
        for (int i = 0; i < RUNS; i++) {
            Sale sale = anySale(random);
            List<OrderLine> lines = new ArrayList<>(sale.lines());
            Collections.shuffle(lines, new Random(random.nextLong()));
            Sale other = with(sale, lines);
            Terms terms = anyTerms(random, sale.currency());
            AttributionRules rules = anyRules(random);
            Set<String> skus = anySkus(random, sale);
            Books one = new Books(sale, terms, rules, skus);
            Books two = new Books(other, terms, rules, skus);
            assertThat(one.first.worth()).isEqualTo(two.first.worth());
            List<Refund> byShopLine = parts(random, sale);
            byShopLine.forEach(one::refund);
            byShopLine.forEach(two::refund);
            assertThat(one.refunds.stream().map(Conversion::worth).toList())
                    .isEqualTo(two.refunds.stream().map(Conversion::worth).toList());
        }
    }

    /** A conversion of an order, and what its refunds make of it. */
    private static final class Books {
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

    private static Order order(Sale sale) {
        return new Order(
                new AccountId(new UUID(0, 1)),
                new OrderId(new UUID(0, 2)),
                new OrderKey("x", "1"),
                sale,
                new Clues(Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                OrderState.OPEN,
                Given.ORDERED);
    }

    private static RefundLine pieces(int line, int quantity) {
        return RefundLine.ofLine(line, quantity, Optional.empty());
    }

    private static OrderLine line(String price, int quantity) {
        return Given.line(price, quantity);
    }

    private static OrderLine sku(String sku, String price, int quantity) {
        BigDecimal zero = new BigDecimal("0.00");
        return new OrderLine(Optional.of(sku), Optional.empty(), quantity, new BigDecimal(price), zero, zero, false);
    }

    private static Sale sale(String discount, String shipping, String tax, OrderLine... lines) {
        Sale sale = Given.sale(discount, shipping, tax, lines);
        return with(sale, sale.lines());
    }

    /** The same with these lines, and the total that follows. */
    private static Sale with(Sale sale, List<OrderLine> lines) {
        BigDecimal items = lines.stream()
                .map(line -> line.price()
                        .multiply(BigDecimal.valueOf(line.quantity()))
                        .subtract(line.discount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal total = items.subtract(sale.discount()).add(sale.shipping()).add(sale.tax());
        return new Sale(
                sale.reference(),
                sale.origin(),
                sale.currency(),
                sale.created(),
                lines,
                sale.discount(),
                sale.shipping(),
                sale.tax(),
                total.setScale(sale.currency().getDefaultFractionDigits()),
                sale.buyer(),
                sale.recurring(),
                sale.subscription(),
                sale.test());
    }

    private static Sale anySale(RandomGenerator random) {
        Currency currency = Currency.getInstance(List.of("USD", "JPY", "KWD").get(random.nextInt(3)));
        int scale = currency.getDefaultFractionDigits();
        boolean included = random.nextBoolean();
        List<OrderLine> lines = new ArrayList<>();
        BigDecimal earning = BigDecimal.ZERO;
        for (int i = random.nextInt(5); i >= 0; i--) {
            OrderLine line = anyLine(random, scale, included, i);
            lines.add(line);
            if (!line.giftCard()) {
                earning = earning.add(line.price()
                        .multiply(BigDecimal.valueOf(line.quantity()))
                        .subtract(line.discount()));
            }
        }
        BigDecimal discount = random.nextBoolean() ? upTo(random, earning, scale) : BigDecimal.ZERO.setScale(scale);
        BigDecimal shipping = BigDecimal.valueOf(random.nextInt(3) * random.nextLong(5_000), scale);
        BigDecimal tax = BigDecimal.valueOf(included ? 0 : random.nextLong(5_000), scale);
        return with(Given.sale(currency, discount, shipping, tax, lines), lines);
    }

    private static OrderLine anyLine(RandomGenerator random, int scale, boolean included, int number) {
        int quantity = 1 + random.nextInt(4);
        BigDecimal price = BigDecimal.valueOf(random.nextInt(6) == 0 ? 0 : random.nextLong(20_000), scale);
        BigDecimal worth = price.multiply(BigDecimal.valueOf(quantity));
        BigDecimal discount = random.nextInt(3) == 0 ? upTo(random, worth, scale) : BigDecimal.ZERO.setScale(scale);
        return new OrderLine(
                Optional.of("S" + random.nextInt(4)),
                Optional.empty(),
                quantity,
                price,
                discount,
                included ? upTo(random, worth.subtract(discount), scale) : BigDecimal.ZERO.setScale(scale),
                random.nextInt(8) == 0,
                Optional.of("line-" + number));
    }

    private static BigDecimal upTo(RandomGenerator random, BigDecimal most, int scale) {
        long units = most.movePointRight(scale).longValueExact();
        return BigDecimal.valueOf(units == 0 ? 0 : random.nextLong(units + 1), scale);
    }

    private static Terms anyTerms(RandomGenerator random, Currency currency) {
        Terms rest = anyRate(random, currency);
        return random.nextBoolean()
                ? rest
                : new Terms.BySku(rest, Map.of("S0", anyRate(random, currency, 1), "S1", anyRate(random, currency, 1)));
    }

    private static Terms anyRate(RandomGenerator random, Currency currency) {
        return anyRate(random, currency, 0);
    }

    /**
     * One of the rates.
     *
     * @param from 1 for those that a SKU may have
     */
    private static Terms anyRate(RandomGenerator random, Currency currency, int from) {
        int scale = currency.getDefaultFractionDigits();
        return switch (random.nextInt(from, 4)) {
            case 0 -> new Terms.PerOrder(BigDecimal.valueOf(random.nextLong(5_000), scale));
            case 1 -> new Terms.PerItem(BigDecimal.valueOf(random.nextLong(500), scale));
            default -> new Terms.PercentOfSale(BigDecimal.valueOf(random.nextLong(10_001), 2));
        };
    }

    private static AttributionRules anyRules(RandomGenerator random) {
        return new AttributionRules(false, false, true, random.nextBoolean(), random.nextBoolean());
    }

    private static Set<String> anySkus(RandomGenerator random, Sale sale) {
        return random.nextInt(3) == 0
                ? Set.of(sale.lines().getFirst().upperSku().orElseThrow(), "S9")
                : Set.of();
    }

    /** All of an order in random parts: pieces, shipping, tax, or at some point amounts alone. */
    private static List<Refund> parts(RandomGenerator random, Sale sale) {
        int scale = sale.currency().getDefaultFractionDigits();
        boolean amounts = random.nextInt(3) == 0;
        List<Refund> parts = new ArrayList<>();
        BigDecimal left = sale.total();
        for (OrderLine line : sale.lines()) {
            for (int piece = amounts ? 1 + random.nextInt(3) : 0; piece < line.quantity(); piece++) {
                parts.add(new Refund(
                        "piece " + parts.size(),
                        Given.ORDERED.plusSeconds(random.nextInt(9)),
                        Optional.empty(),
                        List.of(RefundLine.ofShopLine(line.shopLine().orElseThrow(), 1, Optional.empty())),
                        Optional.empty(),
                        amounts || random.nextBoolean() ? Optional.of(BigDecimal.ZERO) : Optional.empty(),
                        false));
            }
        }
        if (amounts) {
            Order order = order(sale);
            left = left.subtract(Refunded.of(order, parts).total());
            while (left.signum() > 0) {
                BigDecimal part = upTo(random, left, scale).max(BigDecimal.ONE.movePointLeft(scale));
                parts.add(Refund.ofAmount("amount " + parts.size(), Given.ORDERED, part));
                left = left.subtract(part);
                if (parts.size() > 30) {
                    parts.add(Refund.ofAmount("last", Given.ORDERED, left));
                    left = BigDecimal.ZERO;
                }
            }
            parts.add(Refund.ofAmount("odd cents", Given.ORDERED, BigDecimal.ONE.movePointLeft(scale)));
        } else {
            parts.addAll(extras("shipping", sale.shipping(), random, scale));
            parts.addAll(extras("tax", sale.tax(), random, scale));
        }
        return parts;
    }

    private static List<Refund> extras(String what, BigDecimal amount, RandomGenerator random, int scale) {
        BigDecimal some = upTo(random, amount, scale);
        List<Refund> parts = new ArrayList<>();
        for (BigDecimal part : List.of(some, amount.subtract(some).setScale(scale, RoundingMode.UNNECESSARY))) {
            Optional<BigDecimal> told = Optional.of(part);
            parts.add(new Refund(
                    what + parts.size(),
                    Given.ORDERED,
                    told,
                    List.of(),
                    what.equals("shipping") ? told : Optional.empty(),
                    what.equals("tax") ? told : Optional.empty(),
                    false));
        }
        return parts;
    }
}
