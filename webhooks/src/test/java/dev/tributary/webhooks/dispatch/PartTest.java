package dev.tributary.webhooks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartTest {
    private static final long SEED = 5;

    private final Random random = new Random(SEED);

    @Test
    void the_parts_of_all_nodes_are_the_whole() {
        for (int i = 0; i < 1_000; i++) {
            List<UUID> nodes = nodes(1 + random.nextInt(9));
            int whole = 1 + random.nextInt(512);
            int salt = random.nextInt();
            int sum = nodes.stream()
                    .mapToInt(node -> Part.among(nodes, node).of(whole, salt))
                    .sum();
            assertThat(sum).as("seed %d, life %d", SEED, i).isEqualTo(whole);
        }
    }

    @Test
    void they_are_no_more_than_that_where_some_count_nodes_that_others_do_not() {
        for (int i = 0; i < 1_000; i++) {
            List<UUID> nodes = nodes(1 + random.nextInt(6));
            int whole = 1 + random.nextInt(20);
            int salt = random.nextInt();
            int sum = nodes.stream()
                    .mapToInt(node -> {
                        List<UUID> seen = new ArrayList<>(nodes);
                        seen.addAll(nodes(random.nextInt(4)));
                        return Part.among(seen, node).of(whole, salt);
                    })
                    .sum();
            assertThat(sum).as("seed %d, life %d", SEED, i).isLessThanOrEqualTo(whole);
        }
    }

    @Test
    void of_slots_that_can_not_be_divided_one_node_more_moves_only_its_own() {
        int nodes = 4;
        List<UUID> before = nodes(nodes);
        UUID newcomer = UUID.randomUUID();
        List<UUID> after = new ArrayList<>(before);
        after.add(newcomer);
        List<Integer> salts = random.ints(10_000).boxed().toList();
        for (UUID node : before) {
            assertThat(salts).noneMatch(salt -> owns(after, node, salt) && !owns(before, node, salt));
        }
        long moved = salts.stream().filter(salt -> owns(after, newcomer, salt)).count();
        assertThat(moved).isBetween(10_000L / (nodes + 1) - 300, 10_000L / (nodes + 1) + 300);
    }

    @Test
    void every_node_gets_about_as_many_of_them() {
        List<UUID> nodes = nodes(3);
        List<Integer> salts = random.ints(9_000).boxed().toList();
        for (UUID node : nodes) {
            assertThat(salts.stream().filter(salt -> owns(nodes, node, salt)).count())
                    .isBetween(2_700L, 3_300L);
        }
    }

    @Test
    void who_knows_of_no_share_has_none_and_who_is_alone_has_all() {
        assertThat(Part.NONE.of(7, 3)).isZero();
        assertThat(Part.ALL.of(7, 3)).isEqualTo(7);
    }

    @Test
    void a_rate_is_shared_by_the_nodes_that_have_slots() {
        Part part = Part.among(nodes(3), new UUID(0, 0));
        assertThat(part.spacing(100, 32)).isEqualTo(300);
        assertThat(part.spacing(100, 3)).isEqualTo(300);
        assertThat(part.spacing(100, 2)).isEqualTo(200);
        assertThat(Part.ALL.spacing(100, 32)).isEqualTo(100);
    }

    private static boolean owns(List<UUID> nodes, UUID node, int salt) {
        return Part.among(nodes, node).of(1, salt) == 1;
    }

    private List<UUID> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new UUID(random.nextLong(), random.nextLong()))
                .toList();
    }
}
