package dev.telltale.cli;

import dev.telltale.cli.cluster.ArchiveCommand;
import dev.telltale.cli.cluster.DashboardCommand;
import dev.telltale.cli.cluster.KeyCommand;
import dev.telltale.cli.cluster.KillCommand;
import dev.telltale.cli.cluster.PauseCommand;
import dev.telltale.cli.cluster.RecordCommand;
import dev.telltale.cli.cluster.ResumeCommand;
import dev.telltale.cli.cluster.StartCommand;
import dev.telltale.cli.cluster.StatusCommand;
import dev.telltale.cli.cluster.StopCommand;
import dev.telltale.cli.experiment.IncidentsCommand;
import dev.telltale.cli.experiment.MeasureCommand;
import dev.telltale.cli.experiment.ReplayCommand;
import dev.telltale.cli.experiment.RunCommand;
import dev.telltale.cli.experiment.SimulateCommand;
import dev.telltale.cli.experiment.SoakCommand;
import dev.telltale.cli.experiment.TuneCommand;
import dev.telltale.cli.fault.FaultCommand;
import dev.telltale.cli.fault.HealCommand;
import dev.telltale.cli.node.NodeCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;

/** All commands, in the order of the help, and which of them a call needs: picocli reads each by reflection. */
final class Subcommands {
    private static final String COMPLETION = "generate-completion";

    private Subcommands() {}

    /** Every command by its name. */
    static Map<String, Class<?>> all() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("dashboard", DashboardCommand.class);
        commands.put("start", StartCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("simulate", SimulateCommand.class);
        commands.put("kill", KillCommand.class);
        commands.put("stop", StopCommand.class);
        commands.put("pause", PauseCommand.class);
        commands.put("resume", ResumeCommand.class);
        commands.put("fault", FaultCommand.class);
        commands.put("heal", HealCommand.class);
        commands.put("record", RecordCommand.class);
        commands.put("measure", MeasureCommand.class);
        commands.put("run", RunCommand.class);
        commands.put("replay", ReplayCommand.class);
        commands.put("tune", TuneCommand.class);
        commands.put("incidents", IncidentsCommand.class);
        commands.put("soak", SoakCommand.class);
        commands.put("node", NodeCommand.class);
        commands.put("key", KeyCommand.class);
        commands.put("archive", ArchiveCommand.class);
        commands.put(COMPLETION, AutoComplete.GenerateCompletion.class);
        return commands;
    }

    /**
     * The commands without which a call would have another result: the named one; all where they are listed, searched
     * for a similar name or unclear; none for the panel and the version.
     */
    static Map<String, Class<?>> of(String... call) {
        if (call.length == 0 || (call.length == 1 && List.of("--version", "-V").contains(call[0]))) {
            return Map.of();
        }
        Map<String, Class<?>> all = all();
        Class<?> named = all.get(call[0]);
        return named == null || call[0].equals(COMPLETION) ? all : Map.of(call[0], named);
    }
}
