package dev.tributary.server.click;

import java.time.LocalDate;

/** How many clicks a day had. */
public record DayClicks(LocalDate day, long clicks) {}
