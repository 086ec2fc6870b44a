package dev.tributary.server.click;

import dev.tributary.server.affiliate.Affiliates;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes many clicks by few statements. Those of unknown accounts and affiliates go nowhere. */
final class WriteClicks {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final TrackingStore tracking;
    private final Affiliates affiliates;
    private final UuidV7 ids;
    private final InstantSource clock;

    WriteClicks(JdbcClient jdbc, TrackingStore tracking, Affiliates affiliates, UuidV7 ids, InstantSource clock) {
        this.jdbc = jdbc;
        this.tracking = tracking;
        this.affiliates = affiliates;
        this.ids = ids;
        this.clock = clock;
    }

    /** Told twice is written once: the first wins. */
    void all(List<Heard> heard) {
        Map<String, AccountId> accounts = tracking.behind(keys(heard)).stream()
                .collect(Collectors.toMap(Tracking.Shop::publicKey, Tracking.Shop::account));
        Map<AccountId, List<Heard>> byAccount = new LinkedHashMap<>();
        for (Heard one : heard) {
            Optional.ofNullable(accounts.get(one.publicKey()))
                    .ifPresent(account -> byAccount
                            .computeIfAbsent(account, first -> new ArrayList<>())
                            .add(one));
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        byAccount.forEach((account, theirs) -> rows.addAll(rows(account, theirs)));
        if (!rows.isEmpty()) {
            write(JSON.writeValueAsString(rows));
        }
    }

    private static Set<String> keys(Collection<Heard> heard) {
        return heard.stream().map(Heard::publicKey).collect(Collectors.toCollection(HashSet::new));
    }

    private List<Map<String, @Nullable Object>> rows(AccountId account, List<Heard> heard) {
        Map<Long, String> codes = affiliates.codes(
                account, heard.stream().map(one -> one.click().affiliate()).collect(Collectors.toSet()));
        return heard.stream()
                .filter(one -> codes.getOrDefault(one.click().affiliate(), "")
                        .equalsIgnoreCase(one.click().code()))
                .map(one -> row(account, one))
                .toList();
    }

    private Map<String, @Nullable Object> row(AccountId account, Heard heard) {
        Click click = heard.click();
        Instant now = clock.instant();
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", ids.next());
        row.put("account", account.value());
        row.put("visit", heard.visit());
        row.put("affiliate", click.affiliate());
        row.put("code", click.code());
        row.put("at", click.at().toString());
        row.put("landed", click.landedUrl());
        row.put("referer", click.referer().orElse(null));
        row.put("host", click.referer().flatMap(ReadVisit::host).orElse(null));
        row.put("ip", click.ip().orElse(null));
        row.put("sub", click.subId().orElse(null));
        row.put("creative", click.creativeId().orElse(null));
        row.put("device", heard.device().name());
        row.put("door", heard.door().name());
        row.put("cart", heard.cart().orElse(null));
        row.put("tied", now.toString());
        row.put("look", now.plus(LateCarts.REST).toString());
        return row;
    }

    /** In the order of their unique keys, so that two nodes can't wait for each other. */
    private void write(String rows) {
        jdbc.sql("""
                insert into click (id, account_id, visit, affiliate, code, at, landed_url, referer, referer_host, ip,
                    sub_id, creative_id, device, door)
                select id, account, visit, affiliate, code, at, landed, referer, host, ip, sub, creative, device, door
                from jsonb_to_recordset(cast(:rows as jsonb)) as heard (id uuid, account uuid, visit text,
                    affiliate bigint, code text, at timestamptz, landed text, referer text, host text, ip text,
                    sub text, creative text, device text, door text)
                order by account, visit
                on conflict (account_id, visit) do nothing
                """).param("rows", rows).update();
        jdbc.sql("""
                insert into cart (account_id, cart, click_id, tied_at, look_at)
                select account, heard.cart, click.id, min(tied), min(look)
                from jsonb_to_recordset(cast(:rows as jsonb)) as heard (account uuid, visit text, cart text,
                    tied timestamptz, look timestamptz)
                join click on click.account_id = account and click.visit = heard.visit
                where heard.cart is not null
                group by account, heard.cart, click.id order by account, heard.cart, click.id
                on conflict do nothing
                """).param("rows", rows).update();
    }
}
