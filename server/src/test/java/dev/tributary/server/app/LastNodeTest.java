package dev.tributary.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LastNodeTest {
    private static final UUID NODE = UUID.randomUUID();

    @TempDir
    Path data;

    @Test
    @EnabledOnOs(OS.LINUX)
    void who_ran_here_is_dead_when_its_process_is_gone_and_not_before() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        LastNode.write(data, NODE, process.toHandle());
        assertThat(LastNode.dead(data)).as("it lives").isEmpty();
        process.destroyForcibly().waitFor();
        assertThat(LastNode.dead(data)).contains(NODE);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void another_process_that_has_its_number_by_now_is_another() throws IOException {
        LastNode.write(data, NODE, ProcessHandle.current());
        change(2, "2020-01-01T00:00:00Z");
        assertThat(LastNode.dead(data)).contains(NODE);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_folder_from_another_machine_tells_nothing() throws IOException {
        LastNode.write(data, NODE, ProcessHandle.current());
        change(2, "2020-01-01T00:00:00Z");
        change(0, "another start of another machine");
        assertThat(LastNode.dead(data)).isEmpty();
    }

    @Test
    void no_file_or_a_spoilt_one_tells_nothing() throws IOException {
        assertThat(LastNode.dead(data)).isEmpty();
        Files.writeString(data.resolve("node.last"), "x");
        assertThat(LastNode.dead(data)).isEmpty();
        LastNode.write(data.resolve("missing"), NODE, ProcessHandle.current());
        assertThat(data.resolve("missing")).doesNotExist();
    }

    private void change(int line, String to) throws IOException {
        Path file = data.resolve("node.last");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(line, to);
        Files.write(file, lines);
    }
}
