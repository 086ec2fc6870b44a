package dev.tributary.server.journey;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An order of a shop as the messages that came of it until now have it together, in whatever order they came: the newest
 * one counts, every refund counts once, and where the shop never opens a cancelled order again it stays so.
 */
final class ToldOrder {
    /**
     * A line as a message has it.
     *
     * @param removed pieces that are not in the order any more
     * @param net what all its pieces cost after discounts
     */
    record Line(long id, String sku, int quantity, int removed, BigDecimal net) {
        BigDecimal worth(BigDecimal pieces) {
            return net.multiply(pieces).divide(BigDecimal.valueOf(quantity), MathContext.DECIMAL128);
        }
    }

    /**
     * What a message says of the order.
     *
     * @param state as the shop has it: OPEN, CANCELLED or RETURNED
     * @param refunds the keys of those that the message tells of
     */
    record Contents(
            Instant at, String state, List<Line> lines, BigDecimal total, BigDecimal tax, Set<String> refunds) {}

    /**
     * A refund; where the shop tells sums, what was given back of a payment so far.
     *
     * @param amount all that was given back
     * @param rest how much of that was for nothing in particular
     */
    record Given(String key, BigDecimal amount, Map<Long, Integer> pieces, BigDecimal rest) {}

    final boolean reopens;
    /** Whether it was credited elsewhere before it came here. */
    boolean past;
    /** By whose link the customer came, where the message says so and nothing speaks against it. */
    Optional<Long> link = Optional.empty();

    private final List<Contents> contents = new ArrayList<>();
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<String> story = new ArrayList<>();
    private Optional<Instant> deleted = Optional.empty();
    /** A deletion that came before the order. */
    private Optional<Instant> early = Optional.empty();

    private String id = "";
    private boolean known;
    private boolean named = true;
    private boolean news;
    private boolean first;

    ToldOrder(boolean reopens) {
        this.reopens = reopens;
    }

    /** How the product knows it. */
    Optional<String> id() {
        return Optional.of(id).filter(known -> !known.isEmpty());
    }

    /** It was spoken of, and is known by this id from now on. */
    void heard(String message, String answered) {
        story.add(message);
        news = true;
        if (!answered.isEmpty()) {
            id = answered;
        }
    }

    void told(Contents more) {
        contents.add(more);
        first = contents.size() == 1;
        known = true;
        deleted = early.or(() -> deleted);
    }

    void told(Given refund) {
        given.merge(refund.key(), refund, (a, b) -> a.amount().compareTo(b.amount()) > 0 ? a : b);
    }

    void deleted(Instant heard) {
        early = Optional.of(heard);
        deleted = known ? early : deleted;
    }

    /** Refunds name a payment, and it is not told yet that it is the order's. */
    void unnamed() {
        named = false;
    }

    void named() {
        named = true;
    }

    /** Its shop was disconnected and is connected anew: what came too early is forgotten, the order is known once it is told. */
    void disconnected() {
        known = false;
        early = Optional.empty();
        if (contents.isEmpty() || !named) {
            given.clear();
        }
    }

    /** Whether it was spoken of since this was asked last. */
    boolean takeNews() {
        boolean had = news;
        news = false;
        return had;
    }

    /** All messages that came of it. */
    String story() {
        return String.join("\n", story);
    }

    Contents newest() {
        return contents.stream().max(Comparator.comparing(Contents::at)).orElseThrow();
    }

    /** Whether it was told of for the first time since this was asked last. */
    boolean takeFirst() {
        boolean was = first;
        first = false;
        return was;
    }

    /** What the product must make of it. */
    String state() {
        String told = told();
        return told.equals("OPEN") && isAllBack() ? "RETURNED" : told;
    }

    private String told() {
        Contents newest = newest();
        boolean cancelled = contents.stream().anyMatch(one -> one.state().equals("CANCELLED"));
        boolean gone = deleted.filter(at -> !newest.at().isAfter(at)).isPresent();
        return gone || (cancelled && !reopens) ? "CANCELLED" : newest.state();
    }

    private boolean isAllBack() {
        BigDecimal back = back();
        return back.signum() > 0 && back.compareTo(newest().total()) >= 0;
    }

    /** How much of it was given back, or was taken out; all of what was undone. */
    BigDecimal refunded() {
        BigDecimal total = newest().total();
        return state().equals("OPEN") ? back().min(total) : total;
    }

    private BigDecimal back() {
        BigDecimal removed = sum(newest().lines().stream()
                .map(line -> line.worth(BigDecimal.valueOf(Math.max(0, line.removed() - pieces(line))))));
        BigDecimal items = sum(newest().lines().stream().map(Line::net));
        BigDecimal tax = items.signum() == 0
                ? BigDecimal.ZERO
                : newest().tax().multiply(removed).divide(items, MathContext.DECIMAL128);
        return sum(given().map(Given::amount)).add(removed).add(tax).setScale(2, RoundingMode.HALF_EVEN);
    }

    private Stream<Given> given() {
        return named ? given.values().stream() : Stream.of();
    }

    private int pieces(Line line) {
        return given().mapToInt(refund -> refund.pieces().getOrDefault(line.id(), 0))
                .sum();
    }

    /** Whether the newest message knows of each refund that was told, so that it is plain what they are for. */
    boolean isPlain() {
        return newest().refunds().containsAll(given.keySet());
    }

    /** What of these goods is left is worth so much, of an open order: of what was given back for nothing in particular they bear their share. */
    BigDecimal left(Predicate<Line> which) {
        BigDecimal goods = sum(newest().lines().stream()
                .filter(which)
                .map(line -> line.worth(BigDecimal.valueOf(line.quantity() - Math.max(line.removed(), pieces(line))))));
        BigDecimal rest = sum(given().map(Given::rest));
        BigDecimal all = newest().total().subtract(back()).add(rest);
        return all.signum() == 0
                ? BigDecimal.ZERO
                : goods.subtract(goods.multiply(rest).divide(all, MathContext.DECIMAL128))
                        .max(BigDecimal.ZERO);
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
