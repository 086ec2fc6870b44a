package dev.tributary.server.app;

import dev.tributary.server.api.Problem;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For load balancers and supervisors. */
@RestController
class Health {
    private static final Map<String, String> OK = Map.of("status", "ok");

    private final JdbcClient jdbc;

    Health(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The process answers: no need to restart it. */
    @GetMapping("/livez")
    Map<String, String> live() {
        return OK;
    }

    /** Requests can be served: the database answers. */
    @GetMapping("/readyz")
    Map<String, String> ready() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            return OK;
        } catch (DataAccessException e) {
            throw Problem.of(503, "The database does not answer.");
        }
    }
}
