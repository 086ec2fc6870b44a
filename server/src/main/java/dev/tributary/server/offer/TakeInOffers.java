package dev.tributary.server.offer;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.account.Numbers;
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
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Offers by CSV. One is known again by its id, or by its name where the file has no ids. */
@Component
class TakeInOffers implements Intake {
    private static final int AT_ONCE = 50;
    private static final List<CsvColumn> COLUMNS = List.of(
            CsvColumn.of("id", "Offer's number", "offer id"),
            CsvColumn.required("name", "Name", "offer", "offer name"),
            CsvColumn.of("type", "Type", "offer type", "commission type"),
            CsvColumn.of("amount", "Commission", "rate", "commission rate", "commission amount"),
            CsvColumn.of(
                    "window_days",
                    "Days that a click counts for",
                    "cookie days",
                    "cookie duration",
                    "attribution window"),
            CsvColumn.of("auto_approve_days", "Days until conversions approve themselves", "auto approve"),
            CsvColumn.of("renewal_limit", "Renewals that are credited"),
            CsvColumn.of("tier_basis", "What tiers go by"),
            CsvColumn.of("tier_window_days", "Days that tiers look back"),
            CsvColumn.of("tiers", "Tiers, as JSON"),
            CsvColumn.of("sku_overrides", "Rates of SKUs, as JSON"),
            CsvColumn.of("created", "Created", "created at", "date created"));

    private final OfferStore store;
    private final Offers offers;
    private final Accounts accounts;
    private final Numbers numbers;
    private final InstantSource clock;

    TakeInOffers(OfferStore store, Offers offers, Accounts accounts, Numbers numbers, InstantSource clock) {
        this.store = store;
        this.offers = offers;
        this.accounts = accounts;
        this.numbers = numbers;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "offers";
    }

    @Override
    public List<CsvColumn> columns() {
        return COLUMNS;
    }

    @Override
    public List<String> marks(CsvRow row) {
        List<String> marks = new ArrayList<>();
        row.text("id").ifPresent(id -> marks.add("id " + id));
        if (marks.isEmpty()) {
            row.text("name").ifPresent(name -> marks.add("name " + name.toLowerCase(Locale.ROOT)));
        }
        return marks;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public RowResult take(AccountId account, List<CsvRow> rows, Pass pass) {
        RowBody body = body(rows.getFirst(), pass);
        try {
            Fields fields = body.fields();
            Optional<Long> id = RowId.of(fields, "id");
            Optional<Instant> created = fields.time("created");
            Optional<Offer> old = id.isPresent() ? store.find(account, id.get()) : named(account, rows.getFirst());
            ReadTerms terms = new ReadTerms(fields, accounts.get(account).currency());
            return old.isPresent()
                    ? change(account, old.get(), terms, pass)
                    : create(account, terms.create(), id, created.orElseGet(clock::instant), pass);
        } catch (Problem problem) {
            throw body.blamed(problem);
        }
    }

    private static RowBody body(CsvRow row, Pass pass) {
        return new RowBody(row, pass)
                .wholes("id", "window_days", "auto_approve_days", "renewal_limit", "tier_window_days")
                .texts("name", "tier_basis")
                .json("tiers", "sku_overrides")
                .words("type")
                .decimals("amount")
                .times("created");
    }

    private Optional<Offer> named(AccountId account, CsvRow row) {
        List<Offer> found =
                row.text("name").map(name -> offers.ofName(account, name)).orElse(List.of());
        if (found.size() > 1) {
            throw Problem.unprocessable("name", "is that of several offers: give the id");
        }
        return found.stream().findFirst();
    }

    private RowResult change(AccountId account, Offer old, ReadTerms terms, Pass pass) {
        Offer after = terms.change(old);
        String id = Long.toString(old.number());
        if (after.sameTerms(old)) {
            return RowResult.of(Outcome.UNCHANGED, id, old.name());
        }
        if (pass.writes()) {
            store.lock(account, old.number());
            store.update(account, after);
        }
        return RowResult.of(Outcome.CHANGED, id, after.name());
    }

    private RowResult create(AccountId account, Terms terms, Optional<Long> id, Instant created, Pass pass) {
        if (!pass.writes()) {
            return RowResult.of(Outcome.NEW, id.map(String::valueOf).orElse(""), terms.name());
        }
        id.ifPresent(number -> numbers.skipPast(account, Numbers.Kind.OFFER, number));
        long number = id.orElseGet(() -> numbers.next(account, Numbers.Kind.OFFER));
        store.insert(account, terms.offer(number, created, 1));
        return RowResult.of(Outcome.NEW, Long.toString(number), terms.name());
    }
}
