package dev.tributary.server.app;

import dev.tributary.postgres.PostgresException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** The command line. What can't be done says in one line what to do instead. */
public final class Program {
    /** The code of a command after which the process must not end: its threads keep it. */
    public static final int KEEPS_RUNNING = -1;

    private static final int FAILED = 1;

    private Program() {}

    /** Runs one command and returns the process's exit code. */
    public static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        Console console = new Console(environment, out, err);
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new PlayDemo(console))
                .addSubcommand(new Start(console))
                .addSubcommand(accounts(console))
                .addSubcommand(new Version(console))
                .addSubcommand(new Doctor(console))
                .addSubcommand(new HelpCommand());
        addHelp(line);
        line.setOut(writer(out));
        line.setErr(writer(err));
        line.setExecutionExceptionHandler((e, command, parsed) -> fail(e, err));
        return line.execute(args.length == 0 ? new String[] {"help"} : args);
    }

    private static void addHelp(CommandLine line) {
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Say what this does and what it takes.")
                            .build());
        }
        line.getSubcommands().values().forEach(Program::addHelp);
    }

    private static CommandLine accounts(Console console) {
        return new CommandLine(new AccountGroup())
                .addSubcommand(new AccountCreate(console))
                .addSubcommand(new AccountList(console))
                .addSubcommand(new AccountSwitch.Enable(console))
                .addSubcommand(new AccountSwitch.Disable(console))
                .addSubcommand(new HelpCommand());
    }

    private static int fail(Exception e, PrintStream err) {
        Optional<Throwable> known = Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof StartFailure || cause instanceof PostgresException)
                .findFirst();
        if (known.isPresent()) {
            err.println(known.get().getMessage());
        } else {
            e.printStackTrace(err);
            err.println("This is a fault of ours. The lines above say where it happened.");
        }
        return FAILED;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Command(
            name = "tributary",
            description = "A self-hosted affiliate-programme engine whose outgoing webhooks can be trusted.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root {}

    @Command(name = "account", description = "Make and look after accounts, whether the server runs or not.")
    private static final class AccountGroup {}
}
