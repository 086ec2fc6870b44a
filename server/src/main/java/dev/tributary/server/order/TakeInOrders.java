package dev.tributary.server.order;

import dev.tributary.server.affiliate.Affiliate;
import dev.tributary.server.affiliate.Affiliates;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Orders by CSV: what the API would have taken one by one, with the same ids, credited and told in the same way. One
 * after the other, each in a transaction of its own: whoever sells meanwhile waits for none of them.
 */
@Component
class TakeInOrders implements Intake {
    private final Orders orders;
    private final Affiliates affiliates;
    private final Unforeseen unforeseen;
    private final InstantSource clock;

    TakeInOrders(Orders orders, Affiliates affiliates, Unforeseen unforeseen, InstantSource clock) {
        this.orders = orders;
        this.affiliates = affiliates;
        this.unforeseen = unforeseen;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "orders";
    }

    @Override
    public List<CsvColumn> columns() {
        return OrderCells.COLUMNS;
    }

    @Override
    public Optional<String> groupedBy() {
        return Optional.of("order_id");
    }

    @Override
    public List<String> marks(CsvRow row) {
        return row.text("order_id").map(id -> "order " + id).stream().toList();
    }

    @Override
    public int atOnce() {
        return 1;
    }

    /** An order above may have begun a subscription, or brought its affiliate to another tier. */
    @Override
    public boolean buildsOnRowsAbove() {
        return true;
    }

    /** What can't be taken is found before anything is done. */
    @Override
    public RowResult take(AccountId account, List<CsvRow> rows, Pass pass) {
        RowBody body = OrderCells.body(rows, pass);
        IncomingOrder incoming;
        Optional<List<CreditOrder.Credit>> credits;
        try {
            Fields fields = body.fields();
            incoming = ReadOrder.of(fields, pass.currency(), clock.instant()).read(fields.raw());
            credits = orders.foresee(account, incoming);
        } catch (Problem problem) {
            throw body.blamed(problem);
        }
        String order = "Order " + incoming.key().orderId();
        if (credits.isEmpty()) {
            return RowResult.of(Outcome.UNCHANGED, incoming.key().orderId(), order + " is known");
        }
        List<CreditOrder.Credit> made =
                pass.writes() ? orders.take(account, incoming).credits() : credits.get();
        String caveat = pass.writes() ? "" : unforeseen.of(account, incoming.sale(), made);
        return RowResult.of(Outcome.NEW, incoming.key().orderId(), order + ": " + credited(account, made) + caveat);
    }

    private String credited(AccountId account, List<CreditOrder.Credit> credits) {
        return credits.isEmpty()
                ? "nobody is credited"
                : credits.stream().map(credit -> one(account, credit)).collect(Collectors.joining("; "));
    }

    private String one(AccountId account, CreditOrder.Credit credit) {
        String name = affiliates
                .find(account, credit.affiliateId())
                .map(Affiliate::name)
                .orElse("affiliate " + credit.affiliateId());
        return name + " by " + credit.mechanism().toLowerCase(Locale.ROOT) + ", "
                + credit.commissionTotal().toPlainString() + " " + credit.currency() + ", "
                + credit.status().toLowerCase(Locale.ROOT);
    }
}
