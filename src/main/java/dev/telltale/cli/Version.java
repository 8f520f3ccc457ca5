package dev.telltale.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "telltale " + Objects.requireNonNullElse(version, "(not packaged)"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
