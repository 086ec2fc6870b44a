package dev.tributary.server.hostile;

import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Number and content of an account's rows in every table that has any: equal as long as nothing was written. */
record Fingerprint(List<String> tables) {
    private static final JdbcClient JDBC = SharedServer.server().bean(JdbcClient.class);

    /**
     * One look at all of them. Using a key is noted at the key, at most; what a shop signed is kept as it came, also if
     * it is refused; a node's own rows have no account.
     */
    private static final String LOOK = JDBC.sql("""
                    select c.table_name from information_schema.columns c
                    join pg_class t on t.relname = c.table_name and not t.relispartition
                    where c.column_name = 'account_id' and c.table_schema = current_schema()
                        and c.table_name not in ('api_key', 'shop_message')
                    order by 1
                    """).query((row, number) -> row.getString(1)).list().stream()
            .map("""
                    select '%1$s ' || count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) as line from %1$s t
                    where account_id = :account"""::formatted)
            .collect(Collectors.joining(" union all "));

    /** Takes it of one account. */
    static Fingerprint of(Merchant merchant) {
        return new Fingerprint(JDBC.sql(LOOK)
                .param("account", merchant.account().value())
                .query((row, number) -> row.getString(1))
                .list());
    }
}
