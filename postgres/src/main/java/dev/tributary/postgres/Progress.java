package dev.tributary.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Told about the steps of a start that a person would wait for, one short line each, in the present tense. */
@FunctionalInterface
public interface Progress {
    void step(String line);

    /** Steps go to the log. */
    static Progress toLog() {
        Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
        return log::info;
    }
}
