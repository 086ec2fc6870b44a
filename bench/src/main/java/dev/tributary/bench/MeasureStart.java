package dev.tributary.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the built server twice: on an empty data folder, and again on what that left. */
final class MeasureStart {
    private MeasureStart() {}

    /** Empty where no server has been built. */
    static Optional<StartFigures> run(Path root, PrintStream progress) throws IOException {
        Path builds = root.resolve("target").resolve("run");
        Path current = builds.resolve("server.current");
        if (!Files.exists(current)) {
            progress.println("start-up: not measured, for the server is not built yet (./tributary build)");
            return Optional.empty();
        }
        Path application = builds.resolve(Files.readString(current).strip());
        Path folder = Files.createTempDirectory(Files.createDirectories(root.resolve("target/bench")), "start");
        try {
            Path data = folder.resolve("data");
            StartFigures.Start cold = start(application, data);
            StartFigures.Start warm = start(application, data);
            StartFigures figures = new StartFigures(cold, warm, ServerRun.isCached(application));
            new Print(progress).start(figures);
            return Optional.of(figures);
        } finally {
            DeleteFolder.run(folder);
        }
    }

    private static StartFigures.Start start(Path application, Path data) throws IOException {
        try (ServerRun server = ServerRun.start(application, data)) {
            return server.figures();
        }
    }
}
