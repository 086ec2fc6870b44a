package dev.tributary.server.click;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.Export;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Clicks as CSV, the newest first. */
@Component
class ExportClicks implements Export {
    private static final int PAGE = 500;
    private static final List<String> HEADER = List.of(
            "id",
            "created",
            "affiliate_id",
            "affiliate_code",
            "landed_url",
            "referer",
            "sub_id",
            "creative_id",
            "ip",
            "device",
            "door");

    private final Clicks clicks;
    private final Accounts accounts;
    private final InstantSource clock;

    ExportClicks(Clicks clicks, Accounts accounts, InstantSource clock) {
        this.clicks = clicks;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "clicks";
    }

    @Override
    public Sheet sheet(AccountId account, Map<String, String> query) {
        ClickQuery asked = ClickQuery.read(query, accounts.get(account).zone(), clock.instant());
        if (!asked.url().isSound()) {
            throw Problem.badRequest("A filter can't be read: look at the list that it is of.");
        }
        return new Sheet(HEADER, out -> write(account, asked.filter(), out));
    }

    private void write(AccountId account, ClickFilter filter, Consumer<List<? extends @Nullable Object>> out) {
        List<StoredClick> page = clicks.page(account, filter, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.forEach(click -> out.accept(row(click)));
            StoredClick last = page.getLast();
            Clicks.Position position = new Clicks.Position(last.click().at(), last.id());
            page = page.size() < PAGE ? List.of() : clicks.page(account, filter, Optional.of(position), PAGE);
        }
    }

    private static List<? extends @Nullable Object> row(StoredClick stored) {
        Click click = stored.click();
        return Arrays.asList(
                stored.id(),
                click.at(),
                click.affiliate(),
                click.code(),
                click.landedUrl(),
                click.referer(),
                click.subId(),
                click.creativeId(),
                click.ip(),
                stored.device(),
                stored.door());
    }
}
