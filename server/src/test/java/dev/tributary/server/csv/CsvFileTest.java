package dev.tributary.server.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.server.api.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,note\r\nJane,\"a, b\"\r\n",
                "name;note\nJane;\"a, b\"",
                "name\tnote\rJane\t\"a, b\"\r",
                "\uFEFF\"name\",\"note\"\n\"Jane\",\"a, b\"\n\n"
            })
    void separators_line_ends_and_a_byte_order_mark_are_seen(String text) {
        CsvFile file = read(text);
        assertThat(file.header()).containsExactly("name", "note");
        assertThat(lines(file)).containsExactly(new CsvLine(1, 2, List.of("Jane", "a, b")));
    }

    @Test
    void a_quoted_cell_holds_line_breaks_and_quotes_and_lines_are_counted_as_an_editor_counts_them() {
        CsvFile file = read("a,b\n\"x\ny\",\"\"\"q\"\"\"\n\n3,😀\n");
        assertThat(lines(file))
                .containsExactly(new CsvLine(1, 2, List.of("x\ny", "\"q\"")), new CsvLine(2, 5, List.of("3", "😀")));
    }

    @Test
    void what_is_no_utf_8_is_refused_with_the_line() {
        byte[] windows = "a,b\n1,x\n2,Zoë\n".getBytes(Charset.forName("windows-1252"));
        assertThat(refusal(windows)).contains("not UTF-8", "line 3", "0xEB", "CSV UTF-8");
        assertThat(refusal("a,b\n1,2".getBytes(StandardCharsets.UTF_16))).contains("UTF-16");
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 20})).contains("spreadsheet");
        assertThat(refusal("a,b\n1,x\0y\n".getBytes(StandardCharsets.UTF_8))).contains("NUL", "line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "a,b\n", ",,\n1,2,3\n"})
    void a_file_without_names_or_rows_is_refused(String text) {
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8))).startsWith("file ");
    }

    @Test
    void a_quote_that_is_never_closed_and_one_in_the_middle_are_refused_with_the_line() {
        assertThat(refusal("a,b\n1,2\n\"open,2\n3,4\n".getBytes(StandardCharsets.UTF_8)))
                .contains("line 3");
        assertThat(refusal("a,b\n\"x\"y,2\n".getBytes(StandardCharsets.UTF_8))).contains("line 2");
    }

    @Test
    void limits_hold_for_bytes_rows_columns_and_cells() {
        Problem large = catchThrowableOfType(Problem.class, () -> CsvFile.read(new byte[CsvFile.MOST_BYTES + 1]));
        assertThat(large.status()).isEqualTo(413);
        assertThat(refusal(("a\n" + "1\n".repeat(CsvFile.MOST_RECORDS + 1)).getBytes(StandardCharsets.UTF_8)))
                .contains("100,000 rows");
        assertThat(refusal(("a,".repeat(201) + "\n1\n").getBytes(StandardCharsets.UTF_8)))
                .contains("200 columns");
        assertThat(refusal(("a\n" + "x".repeat(20_001)).getBytes(StandardCharsets.UTF_8)))
                .contains("line 2, column 1");
    }

    @Test
    void what_is_written_reads_the_same_and_no_spreadsheet_runs_it() throws IOException {
        List<String> texts = List.of(
                "=1+1",
                "+49 30",
                "-x",
                "@me",
                "\tx",
                "'=x",
                "''=",
                "'quoted'",
                "a\"b",
                "two\nlines",
                "שלום, 世界",
                "plain");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvWriting csv = new CsvWriting(out, List.of("text", "amount", "none"))) {
            texts.forEach(text -> csv.row(Arrays.asList(text, new BigDecimal("-5.00"), Optional.empty())));
        }
        List<CsvLine> lines = lines(CsvFile.read(out.toByteArray()));
        assertThat(lines).allMatch(line -> line.cells().get(1).equals("-5.00"));
        assertThat(lines).noneMatch(line -> line.cells().getFirst().matches("(?s)[=+\\-@\\t\\r].*"));
        assertThat(lines.stream()
                        .map(line -> Formulas.bare(line.cells().getFirst()))
                        .toList())
                .isEqualTo(texts);
    }

    private static CsvFile read(String text) {
        return CsvFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CsvLine> lines(CsvFile file) {
        List<CsvLine> lines = new ArrayList<>();
        file.lines().forEachRemaining(lines::add);
        return lines;
    }

    private static String refusal(byte[] bytes) {
        Problem problem = catchThrowableOfType(Problem.class, () -> CsvFile.read(bytes));
        assertThat(problem).as("a refusal").isNotNull();
        return problem.detail();
    }
}
