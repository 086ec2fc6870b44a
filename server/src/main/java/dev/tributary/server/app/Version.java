package dev.tributary.server.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Print the version.")
final class Version implements Callable<Integer> {
    private final Console console;

    Version(Console console) {
        this.console = console;
    }

    /** The version of this build; {@code dev} where it runs from classes. */
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    @Override
    public Integer call() {
        console.out().println("Tributary " + text());
        return 0;
    }
}
