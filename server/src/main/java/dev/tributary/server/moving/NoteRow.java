package dev.tributary.server.moving;

import dev.tributary.server.csv.Outcome;
import dev.tributary.server.page.Format;
import dev.tributary.server.page.Tone;

/**
 * A row of an import's file in words.
 *
 * @param line where it begins in the file
 * @param says what it is about, or why it was refused
 */
public record NoteRow(String line, Outcome outcome, String says) {
    static NoteRow of(Import job, RowNote note) {
        boolean refused = note.result().outcome() == Outcome.REFUSED;
        return new NoteRow(
                Format.count(note.line()),
                note.result().outcome(),
                refused ? WriteRows.why(job, note) : note.result().says());
    }

    public Tone tone() {
        return switch (outcome) {
            case NEW -> Tone.GOOD;
            case CHANGED -> Tone.BUSY;
            case UNCHANGED -> Tone.OFF;
            case REFUSED -> Tone.BAD;
        };
    }
}
