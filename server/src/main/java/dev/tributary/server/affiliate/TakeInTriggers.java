package dev.tributary.server.affiliate;

import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Intake;
import dev.tributary.server.csv.Outcome;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowBody;
import dev.tributary.server.csv.RowId;
import dev.tributary.server.csv.RowResult;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Coupons and other triggers by CSV. One is known again by its value, which is unique in the account. */
@Component
class TakeInTriggers implements Intake {
    private static final int AT_ONCE = 100;
    private static final List<CsvColumn> COLUMNS = Stream.concat(
                    Stream.of(
                            CsvColumn.of("id", "Trigger's number", "trigger id", "conversion trigger id"),
                            CsvColumn.of(
                                    "type", "Type: COUPON, SKU or EMAIL", "trigger type", "conversion trigger type"),
                            CsvColumn.required(
                                    "trigger",
                                    "Coupon, SKU or e-mail address",
                                    "value",
                                    "coupon",
                                    "coupon code",
                                    "code",
                                    "conversion trigger",
                                    "discount code"),
                            CsvColumn.of("created", "Created", "created at", "date created")),
                    MeantAffiliate.COLUMNS.stream())
            .toList();

    private final MeantAffiliate meant;
    private final AffiliateStore affiliates;
    private final TriggerStore store;
    private final MoveInTrigger moveIn;
    private final InstantSource clock;

    TakeInTriggers(
            MeantAffiliate meant,
            AffiliateStore affiliates,
            TriggerStore store,
            MoveInTrigger moveIn,
            InstantSource clock) {
        this.meant = meant;
        this.affiliates = affiliates;
        this.store = store;
        this.moveIn = moveIn;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "triggers";
    }

    @Override
    public List<CsvColumn> columns() {
        return COLUMNS;
    }

    @Override
    public List<String> marks(CsvRow row) {
        List<String> marks = new ArrayList<>();
        row.text("id").ifPresent(id -> marks.add("id " + id));
        row.text("trigger").ifPresent(value -> marks.add("trigger " + Trigger.normal(value)));
        return marks;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public RowResult take(AccountId account, List<CsvRow> rows, Pass pass) {
        CsvRow row = rows.getFirst();
        RowBody body = new RowBody(row, pass)
                .wholes("id")
                .words("type")
                .texts("trigger")
                .times("created");
        try {
            Fields fields = body.fields();
            Optional<Long> id = RowId.of(fields, "id");
            TriggerType type = fields.choice("type", TriggerType.BY_NAME).orElse(TriggerType.COUPON);
            String value = fields.requiredText("trigger", Trigger.MAX_LENGTH);
            Instant created = fields.time("created").orElseGet(clock::instant);
            fields.done();
            Affiliate affiliate = meant.required(account, row);
            return take(account, affiliate, type, value, id, created, pass);
        } catch (Problem problem) {
            throw body.blamed(problem);
        }
    }

    private RowResult take(
            AccountId account,
            Affiliate affiliate,
            TriggerType type,
            String value,
            Optional<Long> id,
            Instant created,
            Pass pass) {
        String says = type + " " + Trigger.normal(value) + " of " + affiliate.name();
        Optional<Trigger> held = moveIn.held(account, Optional.of(affiliate), type, value, "trigger");
        if (held.isPresent()) {
            return RowResult.of(Outcome.UNCHANGED, Long.toString(held.get().number()), says);
        }
        id.flatMap(number -> store.find(account, number)).ifPresent(other -> {
            throw Problem.unprocessable("id", "is that of another trigger, " + other.value());
        });
        if (!pass.writes()) {
            return RowResult.of(Outcome.NEW, id.map(String::valueOf).orElse(""), says);
        }
        affiliates.lock(account, affiliate.number());
        Trigger made = moveIn.add(account, affiliate, type, value, id, created, pass.tells());
        return RowResult.of(Outcome.NEW, Long.toString(made.number()), says);
    }
}
