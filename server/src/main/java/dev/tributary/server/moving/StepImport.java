package dev.tributary.server.moving;

import dev.tributary.server.account.Account;
import dev.tributary.server.account.Accounts;
import dev.tributary.server.api.FieldError;
import dev.tributary.server.api.Problem;
import dev.tributary.server.csv.CsvFile;
import dev.tributary.server.csv.CsvRow;
import dev.tributary.server.csv.Intake;
import dev.tributary.server.csv.Outcome;
import dev.tributary.server.csv.Pass;
import dev.tributary.server.csv.RowResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes an import one batch further. What the batch does, what became of its rows and how far the import is now commit
 * together. A batch that fails is undone and gone through row by row, so that the row to blame is found; that row alone
 * is refused. For one thread.
 */
final class StepImport {
    private final ImportStore store;
    private final RowStore rows;
    private final Intakes intakes;
    private final Accounts accounts;
    private final Rehearse rehearse;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private @Nullable OpenFile open;
    private int carefully;

    StepImport(
            ImportStore store,
            RowStore rows,
            Intakes intakes,
            Accounts accounts,
            Rehearse rehearse,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.store = store;
        this.rows = rows;
        this.intakes = intakes;
        this.accounts = accounts;
        this.rehearse = rehearse;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes it a batch further; false if it has no work left, or another node is at it. */
    boolean step(ImportId id) {
        try {
            boolean went = Boolean.TRUE.equals(transaction.execute(status -> advance(id, Optional.empty())));
            carefully = Math.max(0, carefully - 1);
            return went;
        } catch (Problem | ConcurrencyFailureException | DataIntegrityViolationException failed) {
            boolean alone = carefully > 0;
            close();
            carefully = alone ? carefully : mostAtOnce();
            return !alone
                    || Boolean.TRUE.equals(transaction.execute(status -> advance(id, Optional.of(refusal(failed)))));
        } catch (RuntimeException lost) {
            close(); // the file has moved on, the database has not
            throw lost;
        }
    }

    /** Forgets the file, as a node that starts anew. */
    void close() {
        open = null;
    }

    private int mostAtOnce() {
        return Math.max(
                1,
                intakes.all().values().stream().mapToInt(Intake::atOnce).max().orElse(1));
    }

    private static RowResult refusal(RuntimeException failed) {
        return failed instanceof Problem problem
                ? RowResult.refused(problem)
                : RowResult.refused(
                        "", "can't be stored: something else took its number, or changed it at the same time");
    }

    private boolean advance(ImportId id, Optional<RowResult> verdict) {
        Optional<Import> claimed = store.claim(id);
        if (claimed.isEmpty()) {
            return false;
        }
        Import job = claimed.get();
        Intake intake = intakes.get(job.kind());
        OpenFile file = file(job, intake);
        Pass pass = pass(job);
        List<RowNote> notes = new ArrayList<>();
        int done = job.done();
        boolean together = job.state() == State.CHECKING && done == 0 && carefully == 0 && intake.buildsOnRowsAbove();
        List<OpenFile.Unit> units = units(file, together ? Rehearse.MOST : carefully > 0 ? 1 : intake.atOnce());
        List<RowResult> rehearsed =
                together ? rehearse.of(units, unit -> take(job, intake, unit, pass.writing())) : List.of();
        for (int i = 0; i < units.size(); i++) {
            OpenFile.Unit unit = units.get(i);
            done = unit.last();
            RowResult result =
                    i < rehearsed.size() ? rehearsed.get(i) : verdict.orElseGet(() -> take(job, intake, unit, pass));
            unit.lines().forEach(line -> notes.add(new RowNote(line.number(), line.line(), result)));
        }
        rows.insert(job.account(), id, notes);
        store.move(job.account(), Progress.after(job, notes, done, clock.instant()), clock.instant());
        return true;
    }

    private static List<OpenFile.Unit> units(OpenFile file, int most) {
        List<OpenFile.Unit> units = new ArrayList<>();
        while (units.size() < most) {
            Optional<OpenFile.Unit> unit = file.take();
            if (unit.isEmpty()) {
                break;
            }
            units.add(unit.get());
        }
        return units;
    }

    /** What is refused is found before anything is done; what fails after that undoes the batch. */
    private static RowResult take(Import job, Intake intake, OpenFile.Unit unit, Pass pass) {
        if (unit.repeated().isPresent()) {
            return RowResult.refused("", unit.repeated().get());
        }
        if (!job.columns().fit(unit.first())) {
            int cells = unit.first().cells().size();
            return RowResult.refused(List.of(new FieldError(
                    "",
                    "The row has " + cells + (cells == 1 ? " cell" : " cells") + ", the header has "
                            + job.columns().header().size()
                            + ": is a separator or a quote missing?")));
        }
        List<CsvRow> units = unit.lines().stream().map(job.columns()::row).toList();
        RowResult foreseen;
        try {
            foreseen = intake.take(job.account(), units, pass.dry());
        } catch (Problem problem) {
            return Blame.of(RowResult.refused(problem), units);
        }
        boolean done = !pass.writes() || foreseen.outcome() == Outcome.UNCHANGED;
        return done ? foreseen : intake.take(job.account(), units, pass);
    }

    private Pass pass(Import job) {
        Account account = accounts.get(job.account());
        return new Pass(job.state() == State.RUNNING, job.tells(), account.currency(), account.zone(), job.days());
    }

    private OpenFile file(Import job, Intake intake) {
        @Nullable OpenFile known = open;
        OpenFile file = known != null && known.serves(job)
                ? known
                : new OpenFile(job, intake, CsvFile.read(store.content(job.account(), job.id())));
        file.skipTo(job.done());
        open = file;
        return file;
    }
}
