package dev.tributary.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webhooks.event.Imprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file by which a data folder that was copied back is told from one that was not. */
class FolderMarkTest {
    @TempDir
    Path folder;

    @Test
    void a_start_finds_what_the_one_before_it_left() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Imprint first = FolderMark.renew(data);
        assertThat(first.was()).isEmpty();
        Imprint second = FolderMark.renew(data);
        assertThat(second.was()).isEqualTo(first.is());
        assertThat(second.is()).isNotEqualTo(first.is());
    }

    @Test
    void a_folder_that_was_copied_back_is_another_though_every_byte_and_date_is_the_same() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Imprint before = FolderMark.renew(data);
        Path copy = folder.resolve("copy");
        assertThat(new ProcessBuilder("cp", "-a", data.toString(), copy.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(copy.resolve("feed.mark")).hasSameTextualContentAs(data.resolve("feed.mark"));
        assertThat(FolderMark.renew(copy).was()).isNotEqualTo(before.is());
    }

    @Test
    void where_there_is_no_folder_nothing_is_known() {
        assertThat(FolderMark.renew(folder.resolve("missing"))).isEqualTo(Imprint.NONE);
    }
}
