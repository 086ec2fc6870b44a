package dev.tributary.server.payment;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.conversion.Due;
import dev.tributary.server.conversion.Left;
import dev.tributary.server.conversion.Owed;
import dev.tributary.server.page.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run would pay, as its page shows it.
 *
 * @param totals of those shown that would be paid, one for each currency
 * @param payable at most {@link #MOST}
 * @param all how many could be paid at once, where they are more than are shown; else 0
 * @param allTotals what they come to, one for each currency
 * @param more whether still others could be paid after them
 * @param skipped at most {@link #MOST}
 * @param unseen how many more are not paid
 */
public record RunPreview(
        List<String> totals,
        int conversions,
        List<Row> payable,
        int all,
        List<String> allTotals,
        boolean more,
        List<Row> skipped,
        int unseen) {
    /** How many balances are shown, and so how many can be chosen from. */
    static final int MOST = 200;

    /**
     * A balance.
     *
     * @param key of its box
     * @param status of the affiliate in a word; empty of one who is active
     * @param email where PayPal is to send it
     * @param payPal whether that is a PayPal address for certain
     * @param reason why it is not paid; empty where it is
     */
    public record Row(
            String key,
            long affiliate,
            String name,
            String status,
            String email,
            boolean payPal,
            int conversions,
            String sum,
            String reason) {}

    static RunPreview of(Judgement judgement, Map<Long, Affiliate> named) {
        List<Due> payable = first(judgement.paid());
        List<Judgement.Skipped> skipped = first(judgement.skipped());
        return new RunPreview(
                totals(payable),
                payable.stream().mapToInt(due -> due.owed().conversions()).sum(),
                payable.stream().map(due -> row(due.owed(), named, "")).toList(),
                judgement.paid().size() > MOST ? judgement.paid().size() : 0,
                totals(judgement.paid()),
                judgement.more(),
                skipped.stream()
                        .map(one -> row(one.owed(), named, one.reason().words()))
                        .toList(),
                judgement.skipped().size() - skipped.size());
    }

    /** The affiliates that are shown. */
    static List<Long> affiliates(Judgement judgement) {
        List<Long> numbers = new ArrayList<>();
        first(judgement.paid()).forEach(due -> numbers.add(due.owed().affiliate()));
        first(judgement.skipped()).forEach(one -> numbers.add(one.owed().affiliate()));
        return numbers;
    }

    /** Such as {@code 12.00 USD of 2 conversions}, one for each currency. */
    static List<String> left(List<Left> left) {
        return left.stream()
                .map(one -> Format.money(one.commission(), one.currency()) + " of "
                        + PaymentWords.conversions(one.conversions()))
                .toList();
    }

    private static List<String> totals(List<Due> payable) {
        Map<Currency, BigDecimal> sums = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
        payable.forEach(due -> sums.merge(due.owed().currency(), due.owed().commission(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(sum -> Format.money(sum.getValue(), sum.getKey()))
                .toList();
    }

    private static Row row(Owed owed, Map<Long, Affiliate> named, String reason) {
        Affiliate affiliate = named.get(owed.affiliate());
        return new Row(
                owed.affiliate() + "." + owed.currency(),
                owed.affiliate(),
                affiliate == null ? String.valueOf(owed.affiliate()) : PaymentRow.name(affiliate),
                affiliate == null || affiliate.isActive()
                        ? ""
                        : affiliate.status().text(),
                affiliate == null ? "" : PaymentRow.email(affiliate),
                affiliate != null && affiliate.profile().paypalEmail().isPresent(),
                owed.conversions(),
                Format.money(owed.commission(), owed.currency()),
                reason);
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST));
    }
}
