package dev.tributary.server.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.account.Accounts;
import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.Merchant;
import dev.tributary.server.testing.SharedServer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Nodes that work at the same import, and that stop in the middle of it. The server's own works beside them. */
@Tag("database")
class StepImportTest {
    private static final int ROWS = 600;

    private final LiveServer server = SharedServer.server();
    private final Merchant merchant = server.merchant();
    private final Mover mover = new Mover(merchant);

    @Test
    void each_row_is_taken_once_by_however_many_nodes_and_what_one_left_another_goes_on_with() throws Exception {
        merchant.offer("PERCENT_OF_SALE", "10", "");
        String id = mover.upload("kind=affiliates", affiliates()).expect(202).text("/id");
        ImportId job = ImportId.parse(id).orElseThrow();
        try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
            // A node that takes three steps and is gone, one that forgets its file all the time, and one that stays.
            List<Callable<Integer>> work =
                    List.of(() -> steps(job, 3, false), () -> steps(job, 1000, true), () -> steps(job, 1000, false));
            for (Future<Integer> node : nodes.invokeAll(work)) {
                node.get();
            }
        }
        JsonNode view = mover.end(id);
        assertThat(Mover.counts(view)).isEqualTo(ROWS + " 0 0 0");
        assertThat(merchant.rows("affiliate")).isEqualTo(ROWS);
        assertThat(merchant.rows("csv_import_row")).isEqualTo(ROWS);
        assertThat(merchant.get("/api/v1/imports/" + id + "/rows.csv").text()).hasLineCount(ROWS + 1);
    }

    @Test
    void a_cancelled_import_keeps_what_it_took_and_takes_no_more() {
        merchant.offer("PERCENT_OF_SALE", "10", "");
        String id = mover.upload("kind=affiliates", affiliates()).expect(202).text("/id");
        merchant.post("/api/v1/imports/" + id + "/cancel").expect(200);
        long taken = merchant.rows("affiliate");
        assertThat(node().step(ImportId.parse(id).orElseThrow())).isFalse();
        JsonNode view = merchant.get("/api/v1/imports/" + id).json();
        assertThat(view.path("state").stringValue()).isEqualTo("cancelled");
        assertThat(merchant.rows("affiliate"))
                .isEqualTo(taken)
                .isEqualTo(view.path("new").intValue());
    }

    private int steps(ImportId job, int most, boolean forgetful) {
        StepImport node = node();
        int steps = 0;
        for (int idle = 0; steps < most && idle < 50; ) {
            idle = node.step(job) ? 0 : idle + 1;
            steps++;
            if (forgetful) {
                node.close();
            }
        }
        return steps;
    }

    private StepImport node() {
        return new StepImport(
                server.bean(ImportStore.class),
                server.bean(RowStore.class),
                server.bean(Intakes.class),
                server.bean(Accounts.class),
                server.bean(Rehearse.class),
                server.bean(TransactionTemplate.class),
                server.bean(InstantSource.class));
    }

    private static String affiliates() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "%d,Ann %d,ann%d@example.com,C%d".formatted(500_000 + i, i, i, i))
                .collect(Collectors.joining("\n", "id,first_name,email,coupon\n", ""));
    }
}
