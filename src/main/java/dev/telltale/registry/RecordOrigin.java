package dev.telltale.registry;

import dev.telltale.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machine, boot and PID namespace in which a PID is valid. Linux only: on other systems a folder of run records is
 * assumed to belong to one machine.
 *
 * @param hostName for people
 * @param machine the machine id, which survives a reboot; null if the system has none
 * @param boot the id of the machine's current boot
 * @param pidNamespace the target of {@code /proc/self/ns/pid}
 */
public record RecordOrigin(String hostName, @Nullable String machine, String boot, String pidNamespace) {
    private static final Pattern MACHINE_ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_NAME_LENGTH = 64;

    /** The origin of this process; null if the system does not report it. */
    static final @Nullable RecordOrigin HERE = ofThisProcess();

    private static @Nullable RecordOrigin ofThisProcess() {
        try {
            Path kernel = Path.of("/proc/sys/kernel");
            return new RecordOrigin(
                    Files.readString(kernel.resolve("hostname")).strip(),
                    machineId(),
                    Files.readString(kernel.resolve("random/boot_id")).strip(),
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
        } catch (IOException | UnsupportedOperationException notLinux) {
            return null;
        }
    }

    private static @Nullable String machineId() {
        try {
            String id = Files.readString(Path.of("/etc/machine-id")).strip();
            return MACHINE_ID.matcher(id).matches() ? id : null;
        } catch (IOException none) {
            return null;
        }
    }

    /** Whether a PID identifies the same process in both. */
    boolean hasPidsOf(@Nullable RecordOrigin other) {
        return other != null && boot.equals(other.boot) && pidNamespace.equals(other.pidNamespace);
    }

    /** Whether both are the same machine, rebooted in between: no process of this origin can be alive. */
    boolean isEarlierBootOf(@Nullable RecordOrigin other) {
        return other != null && machine != null && machine.equals(other.machine) && !boot.equals(other.boot);
    }

    /** The place relative to this process, for example "in another container, 3f0c". */
    public String description() {
        String where = HERE != null && boot.equals(HERE.boot) ? "in another container" : "on another machine";
        return hostName.isEmpty() ? where : where + ", " + SafeText.plain(hostName, MAX_NAME_LENGTH);
    }
}
