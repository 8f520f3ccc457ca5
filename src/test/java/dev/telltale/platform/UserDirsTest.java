package dev.telltale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class UserDirsTest {
    private static final Path HOME = Path.of("/home/ann");
    private static final Path TEMPORARY = Path.of("/tmp");

    @TempDir
    Path folder;

    @Test
    void linuxFollowsTheXdgRulesAndIgnoresRelativePaths() {
        assertThat(of(Map.of(), "Linux")).isEqualTo(dirs("/home/ann/.local/state/telltale", "/tmp/telltale-ann"));
        assertThat(of(Map.of("XDG_STATE_HOME", "/s", "XDG_RUNTIME_DIR", "/run/user/7"), "Linux"))
                .isEqualTo(dirs("/s/telltale", "/run/user/7/telltale"));
        assertThat(of(Map.of("XDG_STATE_HOME", "s", "XDG_RUNTIME_DIR", ""), "Linux"))
                .isEqualTo(dirs("/home/ann/.local/state/telltale", "/tmp/telltale-ann"));
    }

    @Test
    void macAndWindowsHaveTheirOwnFolders() {
        assertThat(of(Map.of(), "Mac OS X"))
                .isEqualTo(dirs("/home/ann/Library/Application Support/telltale", "/tmp/telltale-ann"));
        assertThat(of(Map.of("LOCALAPPDATA", "/local"), "Windows 11"))
                .isEqualTo(dirs("/local/telltale", "/tmp/telltale-ann"));
    }

    @Test
    void aUserNameCannotEscapeTheTemporaryFolder() {
        assertThat(UserDirs.of(Map.of(), "Linux", HOME, TEMPORARY, "../x y").runtime())
                .isEqualTo(Path.of("/tmp/telltale-.._x_y"));
    }

    @Test
    void aNewOrExistingFolderIsMadePrivate() throws IOException {
        Path made = PrivateFolder.createIfMissing(folder.resolve("a/b"));
        assertThat(permissions(made)).isEqualTo("rwx------");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        PrivateFolder.createIfMissing(made);
        assertThat(permissions(made)).isEqualTo("rwx------");
        assertThat(made).isEmptyDirectory();
    }

    @Test
    void aFolderOfAnotherUserIsRejected() throws IOException {
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        assumeTrue(giveAway(foreign), "only root can give a folder away");
        assertThatThrownBy(() -> PrivateFolder.createIfMissing(foreign))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to another user");
        assertThat(foreign).isEmptyDirectory();
    }

    @Test
    void aSymbolicLinkOfAnotherUserIsRejected() throws IOException {
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), ours);
        assumeTrue(giveAway(link), "only root can give a link away");
        assertThatThrownBy(() -> PrivateFolder.createIfMissing(link)).hasMessageContaining("belongs to another user");
    }

    @Test
    void aFileInPlaceOfAFolderIsReported() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> PrivateFolder.createIfMissing(file))
                .hasMessage(file + " must be a folder, but it is a file; move it away.");
        assertThatThrownBy(() -> PrivateFolder.createIfMissing(file.resolve("below/that")))
                .hasMessage(file + " must be a folder, but it is a file; move it away.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatCannotBeCreatedIsReported() {
        assertThatThrownBy(() -> PrivateFolder.createIfMissing(Path.of("/proc/telltale")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The folder /proc/telltale cannot be created: ");
    }

    private static boolean giveAway(Path path) throws IOException {
        try {
            Files.setAttribute(path, "unix:uid", 12_345, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (java.nio.file.FileSystemException notRoot) {
            return false;
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static UserDirs of(Map<String, String> environment, String os) {
        return UserDirs.of(environment, os, HOME, TEMPORARY, "ann");
    }

    private static UserDirs dirs(String state, String runtime) {
        return new UserDirs(Path.of(state), Path.of(runtime));
    }
}
