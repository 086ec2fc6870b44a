package dev.tributary.server.moving;

import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.Columns;
import dev.tributary.server.csv.CsvFile;
import dev.tributary.server.csv.DayOrder;
import dev.tributary.server.csv.Intake;
import dev.tributary.webhooks.clock.UuidV7;
import dev.tributary.webhooks.endpoint.AccountId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An account's imports. */
@Component
class Imports {
    /** How many of an account may be under way, or checked and not yet run. */
    static final int MOST_OPEN = 20;

    private static final int LONGEST_SAMPLE = 60;

    private final ImportStore store;
    private final RowStore rows;
    private final Intakes intakes;
    private final TransactionTemplate transaction;
    private final UuidV7 ids;
    private final InstantSource clock;
    private final ImportThread thread;

    Imports(
            ImportStore store,
            RowStore rows,
            Intakes intakes,
            TransactionTemplate transaction,
            UuidV7 ids,
            InstantSource clock,
            ImportThread thread) {
        this.store = store;
        this.rows = rows;
        this.intakes = intakes;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
        this.thread = thread;
    }

    /**
     * A file to be brought in.
     *
     * @param columns corrections of the guess: our name to the file's header
     * @param lenient whether a column that is missing may still be chosen later
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Upload(
            String kind,
            String name,
            String actor,
            boolean atOnce,
            boolean tells,
            DayOrder days,
            Map<String, String> columns,
            boolean lenient,
            byte[] content) {}

    /**
     * Takes a file; it is checked, or run, from then on.
     *
     * @throws Problem 413 or 422 if it can't be read, 409 if too many are open
     */
    Import begin(AccountId account, Upload upload) {
        CsvFile file = CsvFile.read(upload.content());
        Intake intake = intakes.get(upload.kind());
        Columns columns = corrected(Columns.guess(file.header(), intake), upload.columns());
        List<FieldError> errors = columns.errors(intake);
        if (!errors.isEmpty() && !upload.lenient()) {
            throw Problem.unprocessable(errors);
        }
        State state = !errors.isEmpty() ? State.CHECKED : upload.atOnce() ? State.RUNNING : State.CHECKING;
        Import made = new Import(
                new ImportId(ids.next()),
                account,
                upload.kind(),
                upload.name(),
                upload.actor(),
                state,
                upload.atOnce(),
                upload.tells(),
                upload.days(),
                columns,
                sample(file),
                file.records(),
                0,
                Tally.NONE,
                clock.instant(),
                Optional.empty());
        transaction.executeWithoutResult(status -> {
            if (store.open(account) >= MOST_OPEN) {
                throw Problem.conflict("There are " + MOST_OPEN
                        + " imports already that have not ended: run or cancel some of them first.");
            }
            store.insert(account, made, upload.content());
        });
        thread.wake();
        return made;
    }

    Optional<Import> find(AccountId account, ImportId id) {
        return store.find(account, id);
    }

    /** Runs what was checked. */
    Import run(AccountId account, ImportId id, boolean tells) {
        return change(account, id, job -> {
            refuseUnless(job, State.CHECKED, "run");
            sound(job.columns(), job.kind());
            return Progress.again(job, State.RUNNING, tells);
        });
    }

    /** Checks it again with other columns. */
    Import recheck(AccountId account, ImportId id, List<String> columns, DayOrder days) {
        return change(account, id, job -> {
            refuseUnless(job, State.CHECKED, "checked again");
            Columns other = new Columns(job.columns().header(), columns);
            sound(other, job.kind());
            return Progress.recheck(job, other, days);
        });
    }

    /** Ends it; what it has taken in stays. */
    Import cancel(AccountId account, ImportId id) {
        return transaction.execute(status -> {
            Import job = store.lock(account, id).orElseThrow(() -> Problem.notFound("such import"));
            if (job.state().isOver()) {
                return job;
            }
            Import cancelled = Progress.cancelled(job, clock.instant());
            store.move(account, cancelled, clock.instant());
            return cancelled;
        });
    }

    private static List<String> sample(CsvFile file) {
        List<String> cells = file.lines().next().cells();
        List<String> sample = new ArrayList<>();
        for (int i = 0; i < file.header().size(); i++) {
            String cell = i < cells.size() ? cells.get(i).strip() : "";
            sample.add(cell.substring(
                    0, cell.offsetByCodePoints(0, Math.min(LONGEST_SAMPLE, cell.codePointCount(0, cell.length())))));
        }
        return sample;
    }

    private Import change(AccountId account, ImportId id, UnaryOperator<Import> edit) {
        Import after = transaction.execute(status -> {
            Import job = store.lock(account, id).orElseThrow(() -> Problem.notFound("such import"));
            Import changed = edit.apply(job);
            rows.delete(account, id);
            store.move(account, changed, clock.instant());
            return changed;
        });
        thread.wake();
        return after;
    }

    private static void refuseUnless(Import job, State state, String what) {
        if (job.state() != state) {
            throw Problem.conflict(
                    "The import is " + job.state().text() + ": only one that is checked can be " + what + ".");
        }
    }

    private void sound(Columns columns, String kind) {
        List<FieldError> errors = columns.errors(intakes.get(kind));
        if (!errors.isEmpty()) {
            throw Problem.unprocessable(errors);
        }
    }

    /** A column that is named takes the place of the one that was guessed. */
    private static Columns corrected(Columns guess, Map<String, String> wishes) {
        List<String> names = new ArrayList<>(guess.names());
        List<FieldError> errors = new ArrayList<>();
        wishes.forEach((name, head) -> {
            names.replaceAll(other -> other.equals(name) ? "" : other);
            int index = head.isEmpty() ? -1 : guess.header().indexOf(head);
            if (index >= 0) {
                names.set(index, name);
            } else if (!head.isEmpty()) {
                errors.add(new FieldError("column." + name, "names no column of the file: “" + head + "”"));
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.unprocessable(errors);
        }
        return new Columns(guess.header(), names);
    }

    /** The way a text of the API or a form says it; null where it is none of them. */
    static @Nullable DayOrder days(String text) {
        return switch (text) {
            case "", "ymd" -> DayOrder.YEAR_FIRST;
            case "mdy" -> DayOrder.MONTH_FIRST;
            case "dmy" -> DayOrder.DAY_FIRST;
            default -> null;
        };
    }
}
