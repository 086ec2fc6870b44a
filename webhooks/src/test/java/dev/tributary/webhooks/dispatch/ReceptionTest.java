package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.transport.Answer;
import dev.tributary.webhooks.transport.Outcome;
import dev.tributary.webhooks.transport.Outcome.Reason;
import dev.tributary.webhooks.transport.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private static final Timing TOOK = Timing.of(Duration.ofMillis(3));

    @Test
    void each_answer_has_its_reception() {
        Set<Integer> busy = Set.of(429, 502, 503, 504);
        for (int status = 100; status < 600; status++) {
            Answer answer = new Answer(status, List.of(), new byte[0], false);
            Outcome outcome = status / 100 == 2
                    ? new Outcome.Accepted(answer, TOOK)
                    : new Outcome.Rejected(answer, Optional.empty(), TOOK);
            Reception expected =
                    status / 100 == 2 ? Reception.DELIVERED : busy.contains(status) ? Reception.BUSY : Reception.FAILED;
            assertThat(Reception.of(outcome)).as("%d", status).isEqualTo(expected);
        }
    }

    @Test
    void silence_says_busy_and_any_other_failure_does_not() {
        for (Reason reason : Reason.values()) {
            assertThat(Reception.of(new Outcome.Unreachable(reason, "why", Optional.empty(), TOOK)))
                    .as("%s", reason)
                    .isEqualTo(reason == Reason.TIMEOUT ? Reception.BUSY : Reception.FAILED);
        }
        assertThat(Reception.of(new Outcome.Forbidden("private-address", "why", TOOK)))
                .isEqualTo(Reception.FAILED);
    }
}
