package dev.tributary.bench;

import java.util.List;
import java.util.Optional;

/** Everything that one run found out. */
record Figures(
        Machine machine, List<Comparison> deliveries, Optional<StormFigures> storm, Optional<StartFigures> startup) {}
