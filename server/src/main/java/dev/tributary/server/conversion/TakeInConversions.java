package dev.tributary.server.conversion;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.MeantAffiliate;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Intake;
import dev.tributary.server.csv.Outcome;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowBody;
import dev.tributary.server.csv.RowResult;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Conversions of the past by CSV. They were credited elsewhere: nothing is weighed and nothing is counted anew. One is
 * known again by its id, or by affiliate, order and amounts where the file has no ids; what is there is never rewritten.
 * An order that the shop has brought here itself has credited its affiliate already, and is not credited once more.
 */
@Component
class TakeInConversions implements Intake {
    private static final int AT_ONCE = 100;

    private final MeantAffiliate meant;
    private final MoveInConversion moveIn;
    private final InstantSource clock;

    TakeInConversions(MeantAffiliate meant, MoveInConversion moveIn, InstantSource clock) {
        this.meant = meant;
        this.moveIn = moveIn;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "conversions";
    }

    @Override
    public List<CsvColumn> columns() {
        return HistoryCells.COLUMNS;
    }

    @Override
    public List<String> marks(CsvRow row) {
        return row
                .text("id")
                .map(id -> "id " + id)
                .or(() -> row.text("order_id")
                        .map(order -> "order " + order + " with the same affiliate and amounts ("
                                + String.join(
                                                ", ",
                                                row.values().getOrDefault("affiliate_id", ""),
                                                row.values().getOrDefault("affiliate_code", ""),
                                                row.values().getOrDefault("affiliate_email", ""),
                                                row.values().getOrDefault("total", ""),
                                                row.values().getOrDefault("commission_total", ""))
                                        .replaceAll("(, )+", ", ")
                                        .replaceAll("^, ", "")
                                + ")"))
                .stream()
                .toList();
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public RowResult take(AccountId account, List<CsvRow> rows, Pass pass) {
        CsvRow row = rows.getFirst();
        RowBody body = HistoryCells.body(row, pass);
        try {
            Affiliate affiliate = meant.required(account, row);
            ReadHistory.Past past = new ReadHistory(body.fields(), row, pass).read(affiliate, clock.instant());
            return take(account, affiliate, past, pass);
        } catch (Problem problem) {
            throw body.blamed(problem);
        }
    }

    private RowResult take(AccountId account, Affiliate affiliate, ReadHistory.Past past, Pass pass) {
        Conversion conversion = past.conversion();
        String says = affiliate.name() + ", " + conversion.worth().commission().toPlainString() + " "
                + conversion.worth().currency()
                + conversion.sale().reference().map(" for order "::concat).orElse("")
                + ", "
                + (past.paid() ? "paid" : conversion.standing().status().name().toLowerCase(Locale.ROOT));
        Optional<Conversion> live = moveIn.live(account, past);
        if (live.isPresent()) {
            long number = live.get().number();
            return RowResult.of(
                    Outcome.UNCHANGED,
                    Long.toString(number),
                    says + ": the order came here itself, and is conversion " + number + " of theirs");
        }
        Optional<Conversion> known = moveIn.known(account, past);
        if (known.isPresent()) {
            return RowResult.of(Outcome.UNCHANGED, Long.toString(known.get().number()), says);
        }
        moveIn.check(account, past, pass.writes());
        if (!pass.writes()) {
            return RowResult.of(Outcome.NEW, past.id().map(String::valueOf).orElse(""), says);
        }
        long number = moveIn.run(account, past, pass.tells());
        return RowResult.of(Outcome.NEW, Long.toString(number), says);
    }
}
