package dev.tributary.server.csv;

import java.time.ZoneId;
import java.util.Currency;

/**
 * How rows are to be taken.
 *
 * @param writes whether anything is to be done; otherwise it is only said what would be
 * @param tells whether webhooks hear of what an import of the past makes; what happens now, they hear of anyway
 * @param currency the account's
 * @param zone the account's: what days and times without an offset are in
 * @param days how days with slashes are written
 */
public record Pass(boolean writes, boolean tells, Currency currency, ZoneId zone, DayOrder days) {
    /** The same and doing it. */
    public Pass writing() {
        return new Pass(true, tells, currency, zone, days);
    }

    /** The same without doing anything. */
    public Pass dry() {
        return new Pass(false, tells, currency, zone, days);
    }
}
