package dev.tributary.server.affiliate;

import dev.tributary.server.api.Fields;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvColumn;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Intake;
import dev.tributary.server.csv.Outcome;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowBody;
import dev.tributary.server.csv.RowResult;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Affiliates by CSV. One is known again by its number, else by its code, else by its e-mail address. What a row leaves
 * blank stays as it is.
 */
@Component
class TakeInAffiliates implements Intake {
    private static final int AT_ONCE = 50;

    private final AffiliateStore store;
    private final FindKnown known;
    private final ChosenOffer offers;
    private final MoveInAffiliate moveIn;
    private final MoveInTrigger triggers;
    private final EditAffiliate edit;
    private final InstantSource clock;

    TakeInAffiliates(
            AffiliateStore store,
            FindKnown known,
            ChosenOffer offers,
            MoveInAffiliate moveIn,
            MoveInTrigger triggers,
            EditAffiliate edit,
            InstantSource clock) {
        this.store = store;
        this.known = known;
        this.offers = offers;
        this.moveIn = moveIn;
        this.triggers = triggers;
        this.edit = edit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "affiliates";
    }

    @Override
    public List<CsvColumn> columns() {
        return AffiliateCells.COLUMNS;
    }

    @Override
    public boolean takesCustomFields() {
        return true;
    }

    @Override
    public List<String> marks(CsvRow row) {
        List<String> marks = new ArrayList<>();
        row.text("id").ifPresent(id -> marks.add("id " + id));
        row.text("code").ifPresent(code -> marks.add("code " + code));
        if (!row.hasAny("id", "code", "link")) {
            row.text("email").ifPresent(email -> marks.add("e-mail " + email.toLowerCase(Locale.ROOT)));
        }
        AffiliateCells.coupons(row).forEach(coupon -> marks.add("coupon " + Trigger.normal(coupon)));
        return marks;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public RowResult take(AccountId account, List<CsvRow> rows, Pass pass) {
        CsvRow row = rows.getFirst();
        RowBody body = AffiliateCells.body(row, pass, List.of());
        try {
            Optional<Affiliate> found = known.of(account, row);
            body = AffiliateCells.body(
                    row, pass, found.map(one -> one.profile().customFields()).orElse(List.of()));
            return found.isPresent() ? change(account, found.get(), row, body, pass) : create(account, row, body, pass);
        } catch (Problem problem) {
            throw body.blamed(problem);
        }
    }

    private RowResult create(AccountId account, CsvRow row, RowBody body, Pass pass) {
        AffiliateStatus status = AffiliateCells.status(row).orElse(AffiliateStatus.PENDING);
        Fields fields =
                body.put("offer_id", "offer_id", offers.required(account, row)).fields();
        Instant created = fields.time("created").orElseGet(clock::instant);
        NewAffiliate read = new ReadAffiliate(fields).create(AffiliateSource.IMPORT);
        NewAffiliate wanted =
                new NewAffiliate(status, read.source(), read.offer(), read.profile(), read.answers(), Optional.empty());
        List<String> coupons = AffiliateCells.coupons(row);
        coupons.forEach(coupon -> triggers.held(account, Optional.empty(), TriggerType.COUPON, coupon, "coupon"));
        Optional<Long> id = AffiliateCells.number(row);
        String says = read.profile().name() + (coupons.isEmpty() ? "" : ", " + String.join(", ", coupons));
        if (!pass.writes()) {
            return RowResult.of(Outcome.NEW, id.map(String::valueOf).orElse(""), says);
        }
        Affiliate made = moveIn.run(account, wanted, id, AffiliateCells.code(row), created, pass.tells());
        give(account, made, coupons, created, pass);
        return RowResult.of(Outcome.NEW, Long.toString(made.number()), says);
    }

    private RowResult change(AccountId account, Affiliate found, CsvRow row, RowBody body, Pass pass) {
        Affiliate before = pass.writes() ? store.lock(account, found.number()).orElseThrow() : found;
        Fields fields = body.fields();
        fields.time("created");
        AffiliateStatus status = AffiliateCells.status(row).orElse(before.status());
        if (status == AffiliateStatus.PENDING && before.status() != AffiliateStatus.PENDING) {
            throw Problem.unprocessable("status", AffiliateStatus.NEVER_PENDING_AGAIN);
        }
        Edit read = new ReadAffiliate(fields).edit(before);
        Edit wish = new Edit(status, offers.of(account, row).orElse(before.offer()), read.profile(), read.answers());
        List<String> what =
                new ArrayList<>(Changes.between(before, after(before, wish)).keySet());
        List<String> coupons = lacking(account, before, AffiliateCells.coupons(row));
        what.addAll(coupons);
        String id = Long.toString(before.number());
        if (what.isEmpty()) {
            return RowResult.of(Outcome.UNCHANGED, id, before.name());
        }
        if (pass.writes()) {
            edit.run(account, before.number(), old -> wish, pass.tells());
            // One of them may be what an applicant wished for, and got with that.
            give(account, before, lacking(account, before, coupons), clock.instant(), pass);
        }
        return RowResult.of(Outcome.CHANGED, id, before.name() + ": " + String.join(", ", what));
    }

    private List<String> lacking(AccountId account, Affiliate affiliate, List<String> coupons) {
        return coupons.stream()
                .filter(coupon -> triggers.held(account, Optional.of(affiliate), TriggerType.COUPON, coupon, "coupon")
                        .isEmpty())
                .toList();
    }

    /** What it would be, with the numbers of its questions as they are; one that is asked for the first time has none. */
    private Affiliate after(Affiliate before, Edit wish) {
        Map<String, Long> asked = new HashMap<>();
        before.profile().customFields().forEach(field -> asked.put(field.name(), field.number()));
        Profile profile = wish.answers()
                .map(answers -> wish.profile()
                        .with(answers.stream()
                                .map(answer -> new Profile.CustomField(
                                        asked.getOrDefault(answer.name(), 0L), answer.name(), answer.value()))
                                .toList()))
                .orElse(wish.profile());
        return before.with(wish.status(), profile, wish.offer(), clock.instant());
    }

    private void give(AccountId account, Affiliate affiliate, List<String> coupons, Instant created, Pass pass) {
        coupons.forEach(coupon ->
                triggers.add(account, affiliate, TriggerType.COUPON, coupon, Optional.empty(), created, pass.tells()));
    }
}
