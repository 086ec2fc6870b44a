package dev.tributary.server.moving;

import dev.tributary.server.page.Format;
import dev.tributary.server.page.Tone;

/** An import in words. */
public record ImportRow(Import job) {
    public String path() {
        return TransferPages.PATH + "/" + job.id();
    }

    /** Such as {@code Affiliates}. */
    public String kind() {
        return Kinds.label(job.kind());
    }

    /** The file's name, or what it brings. */
    public String title() {
        return job.name().isEmpty() ? kind() : job.name();
    }

    public Tone tone() {
        return switch (job.state()) {
            case CHECKING, RUNNING -> Tone.BUSY;
            case CHECKED -> Tone.WAIT;
            case FINISHED -> job.tally().refused() > 0 ? Tone.BAD : Tone.GOOD;
            case CANCELLED -> Tone.OFF;
        };
    }

    /** Whether the files' columns must be said before anything can happen. */
    public boolean isUnclear() {
        return job.state() == State.CHECKED && job.done() == 0;
    }

    public String progress() {
        return Format.count(job.done()) + " of " + Format.count(job.records());
    }

    /** What it is at, or came to. */
    public String outcome() {
        Tally tally = job.tally();
        String counts = Format.count(tally.made()) + " new, " + Format.count(tally.changed()) + " changed, "
                + Format.count(tally.unchanged()) + " unchanged, " + Format.count(tally.refused()) + " refused";
        return isUnclear() ? "waits for its columns" : counts;
    }

    /** Rows that were not refused. */
    public int taken() {
        return job.done() - job.tally().refused();
    }

    /** Whether its events are its own choice; orders happen now, and are always told. */
    public boolean mayTell() {
        return !job.kind().equals("orders") && !job.kind().equals("offers");
    }
}
