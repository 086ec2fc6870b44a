package dev.tributary.server.app;

import dev.tributary.server.api.Problem;
import dev.tributary.webhooks.Webhooks;
import dev.tributary.webhooks.sql.DatabaseFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For load balancers and supervisors. */
@RestController
class Health {
    private static final Map<String, String> OK = Map.of("status", "ok");

    private static final int FEW_DAYS = 3;

    private final Webhooks webhooks;

    Health(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** The process answers: no need to restart it. */
    @GetMapping("/livez")
    Map<String, String> live() {
        return OK;
    }

    /** Requests can be served: the database answers. A warning is for people, and takes no node out of service. */
    @GetMapping("/readyz")
    Map<String, Object> ready() {
        try {
            List<String> warnings = warnings();
            return warnings.isEmpty() ? Map.of("status", "ok") : Map.of("status", "ok", "warnings", warnings);
        } catch (DataAccessException | DatabaseFault e) {
            throw Problem.of(503, "The database does not answer.");
        }
    }

    /** Whoever it is that holds up the feed stands in the log, and not where strangers read. */
    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        int days = webhooks.condition().partitionDaysAhead();
        if (days < FEW_DAYS) {
            warnings.add("Tables are ready for only " + days + " days to come. The log says what failed.");
        }
        webhooks.condition()
                .feedStall()
                .ifPresent(stall -> warnings.add("A transaction that writes has been open for over "
                        + stall.seenFor().toSeconds()
                        + " seconds and holds up the feed of events. The log says whose it is."));
        return warnings;
    }
}
