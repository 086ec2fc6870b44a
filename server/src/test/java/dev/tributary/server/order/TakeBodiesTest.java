package dev.tributary.server.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.server.api.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class TakeBodiesTest {
    private static final int LARGE = (1 << 20) + 1;

    private final TakeBodies bodies = new TakeBodies();

    @Test
    void four_large_bodies_are_worked_on_at_once_and_small_ones_beside_them() {
        assertThat(within(4, () -> take(1 << 20))).isEqualTo(Map.of("bytes", 1 << 20));
        assertThatThrownBy(() -> within(4, () -> take(LARGE)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
        assertThat(within(3, () -> take(LARGE))).isEqualTo(Map.of("bytes", LARGE));
    }

    @Test
    void the_largest_is_taken_whole_and_one_byte_more_is_refused() {
        assertThat(take(TakeBodies.LONGEST)).isEqualTo(Map.of("bytes", TakeBodies.LONGEST));
        assertThatThrownBy(() -> take(TakeBodies.LONGEST + 1))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(413));
    }

    private interface Work {
        Map<String, Object> run();
    }

    /** Does something while so many large bodies are being worked on. */
    private Map<String, Object> within(int others, Work work) {
        return others == 0 ? work.run() : take(LARGE, () -> within(others - 1, work));
    }

    private Map<String, Object> take(int length) {
        return taken(length, body -> Map.of("bytes", body.length));
    }

    private Map<String, Object> take(int length, Work work) {
        return taken(length, body -> work.run());
    }

    private Map<String, Object> taken(int length, Function<byte[], Map<String, Object>> work) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(new byte[length]);
        try {
            return bodies.take(request, work);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
