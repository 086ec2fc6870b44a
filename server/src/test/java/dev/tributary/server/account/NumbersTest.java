package dev.tributary.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.server.testing.LiveServer;
import dev.tributary.server.testing.SharedServer;
import dev.tributary.webhooks.endpoint.AccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("database")
class NumbersTest {
    private final LiveServer server = SharedServer.server();
    private final AccountId account = server.merchant().account();
    private final Numbers numbers = server.bean(Numbers.class);

    @Test
    void they_count_up_per_account_and_kind() {
        assertThat(numbers.next(account, Numbers.Kind.OFFER)).isEqualTo(10_001);
        assertThat(numbers.take(account, Numbers.Kind.OFFER, 3)).isEqualTo(10_002);
        assertThat(numbers.next(account, Numbers.Kind.OFFER)).isEqualTo(10_005);
        assertThat(numbers.take(account, Numbers.Kind.AFFILIATE, 2)).isEqualTo(100_001);
        assertThat(numbers.next(server.merchant().account(), Numbers.Kind.OFFER))
                .isEqualTo(10_001);
    }

    @Test
    void a_rollback_gives_them_back() {
        TransactionTemplate transaction = server.bean(TransactionTemplate.class);
        transaction.executeWithoutResult(status -> {
            numbers.next(account, Numbers.Kind.PAYMENT);
            status.setRollbackOnly();
        });
        assertThat(numbers.next(account, Numbers.Kind.PAYMENT)).isEqualTo(10_001);
    }

    @Test
    void many_who_ask_at_once_get_each_another() throws Exception {
        List<Callable<Long>> askers = Collections.nCopies(40, () -> numbers.next(account, Numbers.Kind.CONVERSION));
        List<Long> got = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> number : threads.invokeAll(askers)) {
                got.add(number.get());
            }
        }
        assertThat(got)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(10_000_001, 10_000_041).boxed().toList());
    }
}
