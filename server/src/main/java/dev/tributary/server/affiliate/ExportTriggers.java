package dev.tributary.server.affiliate;

import dev.tributary.server.csv.Export;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Triggers as CSV, the newest first, in the columns that {@link TakeInTriggers} reads. */
@Component
class ExportTriggers implements Export {
    private static final int PAGE = 500;
    private static final List<String> HEADER =
            List.of("id", "type", "trigger", "affiliate_id", "affiliate_code", "affiliate_email", "created");

    private final TriggerStore store;
    private final FindAffiliates find;

    ExportTriggers(TriggerStore store, FindAffiliates find) {
        this.store = store;
        this.find = find;
    }

    @Override
    public String kind() {
        return "triggers";
    }

    @Override
    public Sheet sheet(AccountId account, Map<String, String> query) {
        TriggerSearch search = TriggerSearch.of(query);
        return new Sheet(HEADER, out -> write(account, search, out));
    }

    private void write(AccountId account, TriggerSearch search, Consumer<List<? extends @Nullable Object>> out) {
        List<Trigger> page = store.newest(account, search, Long.MAX_VALUE, PAGE);
        while (!page.isEmpty()) {
            Map<Long, Affiliate> holders = find.named(
                    account, page.stream().map(Trigger::affiliate).distinct().toList());
            page.forEach(trigger -> out.accept(row(trigger, holders)));
            page = page.size() < PAGE
                    ? List.of()
                    : store.newest(account, search, page.getLast().number(), PAGE);
        }
    }

    private static List<? extends @Nullable Object> row(Trigger trigger, Map<Long, Affiliate> holders) {
        @Nullable Affiliate holder = holders.get(trigger.affiliate());
        return Arrays.asList(
                trigger.number(),
                trigger.type(),
                trigger.value(),
                trigger.affiliate(),
                holder == null ? null : holder.code(),
                holder == null ? null : holder.email(),
                trigger.created());
    }
}
