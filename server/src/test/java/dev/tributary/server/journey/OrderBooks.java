package dev.tributary.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.order.OrderId;
import dev.tributary.server.testing.Merchant;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What must be true of orders and the conversions that they made: these come to what is left of the order, one affiliate at
 * most earns by it (but for SKUs on top, and by hand), nobody earns by what was credited elsewhere, and the API says so.
 */
final class OrderBooks {
    private static final Set<String> STANDING = Set.of("PENDING", "APPROVED");
    private static final Set<String> BESIDE = Set.of("SKU", "MANUAL");
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Merchant merchant;
    /** Conversions that a person let earn after all. */
    private final Set<Long> byHand = new HashSet<>();

    OrderBooks(Merchant merchant) {
        this.merchant = merchant;
    }

    /** Checks all orders that there were news of, after a step that made these books of those. */
    void check(String what, Books before, Books after, RandomRules rules, List<ToldOrder> orders) {
        after.conversions().forEach((number, conversion) -> {
            Books.Conversion was = before.conversions().get(number);
            if (was == null) {
                assertThat(conversion.bornUnqualified() && conversion.refundOf().isEmpty() && !rules.keepsUnqualified())
                        .as(what + ", conversion " + number)
                        .isFalse();
            } else if (was.status().equals("UNQUALIFIED")
                    && was.bornUnqualified() == conversion.bornUnqualified()
                    && !conversion.status().equals("UNQUALIFIED")) {
                byHand.add(number);
            }
        });
        Map<OrderId, Map<Long, Books.Conversion>> made = made(after);
        made.forEach((order, conversions) -> assertOneEarns(what + ", " + order, conversions));
        for (ToldOrder order : orders) {
            if (order.takeNews() && order.id().isPresent()) {
                OrderId id = OrderId.parse(order.id().get()).orElseThrow();
                String which = what + ", " + id + ", of which was told:\n" + order.story() + "\n";
                Map<Long, Books.Conversion> conversions = made.getOrDefault(id, Map.of());
                assertShown(which, order, conversions);
                assertEarned(which, order, conversions);
                assertClaimed(which, before, order, conversions);
            }
        }
    }

    private static Map<OrderId, Map<Long, Books.Conversion>> made(Books books) {
        Map<OrderId, Map<Long, Books.Conversion>> made = new HashMap<>();
        books.conversions()
                .forEach((number, conversion) -> conversion
                        .origin()
                        .order()
                        .ifPresent(order -> made.computeIfAbsent(order, first -> new TreeMap<>())
                                .put(number, conversion)));
        return made;
    }

    private void assertOneEarns(String which, Map<Long, Books.Conversion> conversions) {
        assertThat(conversions.entrySet().stream()
                        .filter(entry -> entry.getValue().refundOf().isEmpty())
                        .filter(entry -> !entry.getValue().status().equals("UNQUALIFIED"))
                        .filter(entry -> !byHand.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(first -> !first.origin().movedIn()
                                && !first.origin().withdrawn()
                                && !BESIDE.contains(first.origin().mechanism()))
                        .map(Books.Conversion::affiliate))
                .as(which)
                .hasSizeLessThan(2);
    }

    /** The API's answer says what the tables do, and of the order what its shop told. */
    private void assertShown(String which, ToldOrder order, Map<Long, Books.Conversion> conversions) {
        JsonNode shown = merchant.get("/api/v1/orders/" + order.id().orElseThrow())
                .expect(200)
                .json();
        assertThat(shown.path("state").asString()).as(which).isEqualTo(order.state());
        if (!order.state().equals("CANCELLED")) {
            assertThat(amount(shown, "total"))
                    .as(which)
                    .isEqualByComparingTo(order.newest().total());
            assertThat(amount(shown, "refunded_total")).as(which).isEqualByComparingTo(order.refunded());
        }
        assertThat(shown.path("conversions").valueStream().map(OrderBooks::line).toList())
                .as(which)
                .containsExactlyInAnyOrderElementsOf(conversions.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static String line(JsonNode shown) {
        return Stream.of("id", "affiliate_id", "mechanism", "status", "total", "commission_total", "refund_of")
                .map(name -> shown.path(name).asString("null"))
                .collect(Collectors.joining(" "));
    }

    private static String line(long number, Books.Conversion conversion) {
        return Stream.of(
                        number,
                        conversion.affiliate(),
                        conversion.origin().mechanism(),
                        conversion.status(),
                        conversion.origin().total().setScale(2),
                        conversion.commission().setScale(2),
                        conversion.refundOf().map(String::valueOf).orElse("null"))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /** Each conversion that stands comes, with what was taken back of it, to what is left of the order. */
    private static void assertEarned(String which, ToldOrder order, Map<Long, Books.Conversion> conversions) {
        conversions.forEach((number, first) -> {
            if (first.refundOf().isEmpty()) {
                String whose = which + "conversion " + number;
                boolean open = order.state().equals("OPEN") && !first.origin().withdrawn();
                boolean undone =
                        first.origin().undone() && !first.origin().mechanism().equals("SKU");
                assertThat(open ? undone : first.status().equals("PENDING"))
                        .as(whose)
                        .isFalse();
                if (STANDING.contains(first.status())) {
                    List<Books.Conversion> all = Stream.concat(
                                    Stream.of(first),
                                    conversions.values().stream()
                                            .filter(refund -> refund.refundOf().equals(Optional.of(number)))
                                            .filter(refund -> !refund.status().equals("UNQUALIFIED")
                                                    && !refund.origin().undone()))
                            .toList();
                    assertLeft(whose, order, first, all);
                }
            }
        });
    }

    private static void assertLeft(String whose, ToldOrder order, Books.Conversion first, List<Books.Conversion> all) {
        BigDecimal total = sum(all.stream().map(one -> one.origin().total()));
        BigDecimal commissionable = sum(all.stream().map(one -> one.origin().commissionable()));
        BigDecimal commission = sum(all.stream().map(Books.Conversion::commission));
        if (!order.state().equals("OPEN") || first.origin().withdrawn()) {
            assertThat(List.of(total, commissionable, commission)).as(whose).allMatch(sum -> sum.signum() == 0);
            return;
        }
        if (first.origin().movedIn()) {
            BigDecimal was = first.origin().total();
            assertThat(total)
                    .as(whose)
                    .isEqualByComparingTo(was.subtract(order.refunded().min(was)));
            return;
        }
        assertThat(total).as(whose).isEqualByComparingTo(order.newest().total().subtract(order.refunded()));
        if (order.isPlain()) {
            BigDecimal slack =
                    CENT.multiply(BigDecimal.valueOf(order.newest().lines().size() + 1L));
            BigDecimal least = left(order, first);
            BigDecimal most = isSettled(first) ? least : order.left(line -> true);
            assertThat(commissionable).as(whose).isBetween(least.subtract(slack), most.add(slack));
            percent(first).ifPresent(percent -> {
                BigDecimal due = commissionable.multiply(percent).movePointLeft(2);
                BigDecimal off = slack.multiply(BigDecimal.TWO);
                assertThat(commission).as(whose).isBetween(due.subtract(off), due.add(off));
            });
        }
    }

    /** What is left of the goods that it is for. */
    private static BigDecimal left(ToldOrder order, Books.Conversion first) {
        List<String> skus = List.of(first.origin().trigger().orElse("").split(", "));
        return order.left(line -> !first.origin().mechanism().equals("SKU") || skus.contains(line.sku()));
    }

    /** One for SKUs that is approved already does not name those that came into the order since. */
    private static boolean isSettled(Books.Conversion first) {
        return !first.origin().mechanism().equals("SKU") || first.status().equals("PENDING");
    }

    /** Where an affiliate's link is in the order when it comes and nothing speaks against it, somebody earns. */
    private static void assertClaimed(
            String which, Books before, ToldOrder order, Map<Long, Books.Conversion> conversions) {
        List<Books.Conversion> firsts = conversions.values().stream()
                .filter(one -> one.refundOf().isEmpty() && !one.origin().movedIn())
                .filter(one -> !one.origin().mechanism().equals("MANUAL"))
                .filter(one -> !one.origin().withdrawn())
                .toList();
        boolean first = order.takeFirst();
        if (order.past) {
            assertThat(firsts).as(which).isEmpty();
        } else if (first && order.state().equals("OPEN")) {
            order.link
                    .flatMap(link -> Optional.ofNullable(before.affiliates().get(link)))
                    .filter(affiliate -> affiliate.status().equals("ACTIVE"))
                    .ifPresent(active -> assertThat(firsts)
                            .as(which)
                            .anyMatch(one -> !one.status().equals("UNQUALIFIED")));
        }
    }

    private static Optional<BigDecimal> percent(Books.Conversion conversion) {
        return conversion
                .origin()
                .terms()
                .map(terms -> JsonMapper.shared().readTree(terms))
                .filter(terms -> Set.of("PERCENT_OF_SALE", "TIERED")
                        .contains(terms.path("type").asString()))
                .map(terms -> amount(terms, "amount"));
    }

    private static BigDecimal amount(JsonNode node, String name) {
        return new BigDecimal(node.path(name).asString());
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
