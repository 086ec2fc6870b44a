package dev.tributary.server.moving;

import dev.tributary.server.csv.Columns;
import dev.tributary.server.csv.DayOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where an import stands after some more rows. Purely. */
final class Progress {
    private Progress() {}

    /** After these rows; past the last one it is checked, or finished. */
    static Import after(Import job, List<RowNote> notes, int done, Instant now) {
        Tally tally = job.tally();
        for (RowNote note : notes) {
            tally = tally.plus(note.result().outcome());
        }
        boolean last = done >= job.records() || notes.isEmpty();
        State state = !last ? job.state() : job.state() == State.CHECKING ? State.CHECKED : State.FINISHED;
        Optional<Instant> finished = state == State.FINISHED ? Optional.of(now) : Optional.empty();
        return with(job, state, job.tells(), done, tally, finished);
    }

    /** At the beginning of a pass. */
    static Import again(Import job, State state, boolean tells) {
        return with(job, state, tells, 0, Tally.NONE, Optional.empty());
    }

    /** At the beginning of another check, with other columns. */
    static Import recheck(Import job, Columns columns, DayOrder days) {
        Import again = again(job, State.CHECKING, job.tells());
        return new Import(
                again.id(),
                again.account(),
                again.kind(),
                again.name(),
                again.actor(),
                again.state(),
                again.atOnce(),
                again.tells(),
                days,
                columns,
                again.sample(),
                again.records(),
                again.done(),
                again.tally(),
                again.created(),
                again.finished());
    }

    static Import cancelled(Import job, Instant now) {
        return with(job, State.CANCELLED, job.tells(), job.done(), job.tally(), Optional.of(now));
    }

    private static Import with(
            Import job, State state, boolean tells, int done, Tally tally, Optional<Instant> finished) {
        return new Import(
                job.id(),
                job.account(),
                job.kind(),
                job.name(),
                job.actor(),
                state,
                job.atOnce(),
                tells,
                job.days(),
                job.columns(),
                job.sample(),
                job.records(),
                done,
                tally,
                job.created(),
                finished);
    }
}
