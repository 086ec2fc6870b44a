package dev.tributary.server.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransitionTest {
    @Test
    void only_the_drawn_arrows_exist() {
        Map<Status, Set<Status>> arrows = new EnumMap<>(Map.of(
                Status.PENDING, Set.of(Status.APPROVED, Status.DENIED, Status.UNQUALIFIED),
                Status.UNQUALIFIED, Set.of(Status.PENDING),
                Status.APPROVED, Set.of(Status.DENIED),
                Status.DENIED, Set.<Status>of()));
        for (Status from : Status.values()) {
            for (Status to : Status.values()) {
                Transition transition = Transition.of(from, PaymentStatus.UNPAID, to);
                if (from == to) {
                    assertThat(transition).isEqualTo(new Transition.Unchanged());
                } else if (arrows.getOrDefault(from, Set.of()).contains(to)) {
                    assertThat(transition).isEqualTo(new Transition.Allowed());
                } else {
                    assertThat(transition).isInstanceOf(Transition.Refused.class);
                }
            }
        }
    }

    @Test
    void paid_is_final() {
        assertThat(Transition.of(Status.APPROVED, PaymentStatus.PAID, Status.DENIED))
                .isInstanceOf(Transition.Refused.class);
    }
}
