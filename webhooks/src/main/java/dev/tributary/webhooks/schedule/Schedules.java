package dev.tributary.webhooks.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The retry schedules that an endpoint can choose among by name, and the installation's own. */
public record Schedules(RetrySchedule installation, Map<String, RetrySchedule> named) {
    /** {@code brief} gives up within half an hour, {@code patient} after about a week. */
    public static Schedules with(RetrySchedule installation) {
        return new Schedules(
                installation,
                Map.of(
                        "brief", RetrySchedule.parse("0s,5s,30s,2m,5m,20m"),
                        "patient", RetrySchedule.parse("0s,5s,30s,5m,30m,2h,5h,10h,14h,20h,24h,24h,24h,24h")));
    }

    public Schedules {
        named = Map.copyOf(named);
    }

    /** The endpoint's choice, or the installation's where it made none or a name has gone. */
    public RetrySchedule of(Optional<String> name) {
        return name.map(named::get).orElse(installation);
    }

    /** How long a delivery may be tried, whatever its endpoint's choice. */
    public Duration longest() {
        return named.values().stream()
                .map(RetrySchedule::longest)
                .reduce(installation.longest(), (longest, other) -> longest.compareTo(other) < 0 ? other : longest);
    }
}
