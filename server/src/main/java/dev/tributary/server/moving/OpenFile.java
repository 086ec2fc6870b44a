package dev.tributary.server.moving;

import dev.tributary.server.csv.Columns;
import dev.tributary.server.csv.CsvFile;
import dev.tributary.server.csv.CsvLine;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Intake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file of an import, open at a place. What stands in it twice is known from the beginning. */
final class OpenFile {
    /** More than any order has lines; a group that goes on is cut here, and its rest refused as a repetition. */
    private static final int MOST_IN_GROUP = 500;

    private final Import job;
    private final Intake intake;
    private final Iterator<CsvLine> lines;
    private final Map<Integer, String> repeated = new HashMap<>();
    private @Nullable CsvLine next;
    private int place;

    OpenFile(Import job, Intake intake, CsvFile file) {
        this.job = job;
        this.intake = intake;
        this.lines = file.lines();
        findRepeated(file);
        advance();
    }

    /** One record, or those that are parts of one thing. */
    record Unit(List<CsvLine> lines, Optional<String> repeated) {
        CsvLine first() {
            return lines.getFirst();
        }

        int last() {
            return lines.getLast().number();
        }
    }

    /** Whether this is the file of the import as it stands now, at its place or before it. */
    boolean serves(Import now) {
        return now.id().equals(job.id())
                && now.state() == job.state()
                && now.columns().equals(job.columns())
                && place <= now.done();
    }

    /** Leaves out the records up to this one. */
    void skipTo(int record) {
        while (next != null && next.number() <= record) {
            advance();
        }
        place = record;
    }

    /** The next unit; empty at the end. */
    Optional<Unit> take() {
        @Nullable CsvLine first = next;
        if (first == null) {
            return Optional.empty();
        }
        List<CsvLine> unit = new ArrayList<>(List.of(first));
        advance();
        Optional<String> group = group(first);
        while (group.isPresent() && next != null && group.equals(group(next)) && unit.size() < MOST_IN_GROUP) {
            unit.add(next);
            advance();
        }
        place = unit.getLast().number();
        return Optional.of(new Unit(List.copyOf(unit), fault(first, group.isPresent())));
    }

    /** A part of an order is no order: where a row may be missing, none of it is taken. */
    private Optional<String> fault(CsvLine first, boolean grouped) {
        @Nullable CsvLine after = next;
        if (grouped && after != null && !job.columns().fit(after)) {
            return Optional.of("The row below, on line " + after.line() + ", can't be read and may belong to it.");
        }
        return Optional.ofNullable(repeated.get(first.number()));
    }

    private void advance() {
        next = lines.hasNext() ? lines.next() : null;
    }

    private Optional<String> group(CsvLine line) {
        Columns columns = job.columns();
        return columns.fit(line)
                ? intake.groupedBy().flatMap(column -> columns.row(line).text(column))
                : Optional.empty();
    }

    private void findRepeated(CsvFile file) {
        Map<String, CsvLine> seen = new HashMap<>();
        Optional<String> before = Optional.empty();
        for (Iterator<CsvLine> all = file.lines(); all.hasNext(); ) {
            CsvLine line = all.next();
            Optional<String> group = group(line);
            boolean goesOn = group.isPresent() && group.equals(before);
            before = group;
            if (!goesOn && job.columns().fit(line)) {
                note(line, seen);
            }
        }
    }

    private void note(CsvLine line, Map<String, CsvLine> seen) {
        CsvRow row = job.columns().row(line);
        Set<String> marks = new LinkedHashSet<>(intake.marks(row));
        for (String mark : marks) {
            @Nullable CsvLine first = seen.putIfAbsent(mark, line);
            if (first != null) {
                repeated.putIfAbsent(line.number(), "The " + mark + " stands on line " + first.line() + " already.");
            }
            if (first != null && intake.groupedBy().isPresent()) {
                repeated.putIfAbsent(
                        first.number(),
                        "The " + mark + " goes on at line " + line.line() + ": its rows must stand together.");
            }
        }
    }
}
