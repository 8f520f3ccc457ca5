package dev.telltale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("cluster.key");
    }

    @Test
    void aNewKeyReadsBackAndDiffersEachTime() throws IOException {
        KeyFile.create(file);
        Path other = folder.resolve("other.key");
        KeyFile.create(other);

        assertThat(KeyFile.read(file).reveal())
                .hasSize(32)
                .isNotEqualTo(KeyFile.read(other).reveal());
        assertThat(KeyFile.read(file)).hasToString("(secret)");
    }

    @Test
    void anExistingKeyFileIsNotOverwritten() throws IOException {
        KeyFile.create(file);
        String before = Files.readString(file);
        assertThatThrownBy(() -> KeyFile.create(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " cannot be created: it already exists");
        assertThat(file).hasContent(before);
    }

    @ParameterizedTest
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no POSIX permissions")
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rwx------", "rw--w----"})
    void aKeyFileReadableByOthersIsRejected(String permissions) throws IOException {
        KeyFile.create(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> KeyFile.read(file)).hasMessage("others may read " + file + "; run chmod 600 " + file);
    }

    @ParameterizedTest
    @CsvSource({
        "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF, 32",
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0011, 34",
        "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=, 32",
    })
    void aKeyIsReadFromHexadecimalDigitsOrBase64(String word, int bytes) throws IOException {
        write("\n " + word + " \r\n");
        byte[] key = KeyFile.read(file).reveal();
        assertThat(key).hasSize(bytes);
        assertThat(HexFormat.of().formatHex(key)).startsWith("00112233445566778899aabbccddeeff0011");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "00112233445566778899aabbccddeeff00112233445566778899aabbccddee",
                "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef",
                "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd",
                "00112233445566778899aabbccddeeff 00112233445566778899aabbccddeeff",
                "\u0661\u0662",
            })
    void aTooShortOrInvalidKeyIsRejectedAndNotRepeatedInTheMessage(String word) throws IOException {
        write(word);
        assertThatThrownBy(() -> KeyFile.read(file))
                .hasMessage(
                        file + " contains no key: a cluster key is at least 256 bits: 64 hexadecimal digits, or as much"
                                + " in base64; create one with telltale key FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkInAKeyOrTokenFileIsReported(Charset charset) throws IOException {
        KeyFile.create(file);
        Files.writeString(file, "\ufeff" + "0".repeat(64), charset);
        String sentence = file + " begins with a byte-order mark; save it as plain ASCII text without one";

        assertThatThrownBy(() -> KeyFile.read(file)).hasMessage(sentence);
        assertThatThrownBy(() -> TokenFile.read(file)).hasMessage(sentence);
    }

    @Test
    void aMissingOrIrregularKeyFileIsReported() {
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessage("there is no file " + file);
        assertThatThrownBy(() -> KeyFile.read(folder)).hasMessage(folder + " is not a regular file");
        Path nowhere = folder.resolve("no").resolve("where");
        assertThatThrownBy(() -> KeyFile.create(nowhere))
                .hasMessage(nowhere + " cannot be created: its folder does not exist");
    }

    private void write(String word) throws IOException {
        KeyFile.create(file);
        Files.writeString(file, word);
    }
}
