package dev.tributary.server.catcher;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks once a second, for all readers of this node together, which of the catchers that they wait for got something
 * on another node or are gone. Across accounts: it learns no more than that, of catchers that their readers have found.
 */
final class WatchOtherNodes {
    private static final Logger LOG = LoggerFactory.getLogger(WatchOtherNodes.class);

    private final JdbcClient jdbc;
    private final Arrivals arrivals;
    private final Map<CatcherId, Long> known = new HashMap<>();

    WatchOtherNodes(JdbcClient jdbc, Arrivals arrivals) {
        this.jdbc = jdbc;
        this.arrivals = arrivals;
    }

    /** One look. A catcher that is new here rings too: something may have come since its reader looked. */
    void run() {
        Set<CatcherId> awaited = arrivals.awaited();
        known.keySet().retainAll(awaited);
        if (awaited.isEmpty()) {
            return;
        }
        Map<CatcherId, Long> now = numbers(awaited);
        for (CatcherId catcher : awaited) {
            long number = now.getOrDefault(catcher, -1L);
            if (!Long.valueOf(number).equals(known.put(catcher, number))) {
                arrivals.signal(catcher);
            }
        }
    }

    void runInLoop() {
        try {
            run();
        } catch (DataAccessException e) {
            LOG.warn("other nodes' catches were not looked for", e);
        }
    }

    private Map<CatcherId, Long> numbers(Set<CatcherId> awaited) {
        Map<CatcherId, Long> numbers = new HashMap<>();
        jdbc.sql("select id, last_number from catcher where id = any(:ids)")
                .param("ids", awaited.stream().map(CatcherId::value).toArray(UUID[]::new))
                .query(row -> {
                    numbers.put(new CatcherId(row.getObject("id", UUID.class)), row.getLong("last_number"));
                });
        return numbers;
    }
}
