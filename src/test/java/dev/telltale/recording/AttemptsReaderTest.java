package dev.telltale.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.NodeId;
import dev.telltale.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is encoded is decoded; what is broken is told or refused; nothing that is claimed takes memory. */
class AttemptsReaderTest {
    private static final Instant START = RecordingFixture.START;

    @TempDir
    private Path folder = Path.of("");

    private Path write(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Files.write(folder.resolve("attempts-000001-20261130T110000Z.ttr"), all.toByteArray());
    }

    private static byte[] head() {
        return BlockFormat.FileHeader.open(START).encode();
    }

    private static List<String> read(Path file, Instant from, Instant until) throws RecordingException {
        List<String> found = new ArrayList<>();
        AttemptsReader.read(file, from, until, chunk -> found.add(RecordingFixture.text(chunk)));
        return found;
    }

    private static List<String> read(Path file) throws RecordingException {
        return read(file, Instant.MIN, Instant.MAX);
    }

    private static RecordedChunk chunk(int node, long first, long next, int second) {
        return RecordingFixture.chunk(
                new NodeId("node" + node), first, next, START.plusSeconds(second), "ticks " + first);
    }

    @Test
    void randomPartsAreReadInTheOrderOfEachNode() {
        Seeds.all(100).forEach(seed -> {
            var random = new Random(seed);
            var encoder = new BlockEncoder(START);
            var file = new ByteArrayOutputStream();
            file.writeBytes(head());
            long[] next = new long[4];
            List<List<String>> expected =
                    List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int block = 0; block < random.nextInt(20); block++) {
                List<RecordedChunk> chunks = new ArrayList<>();
                for (int i = 0; i <= random.nextInt(6); i++) {
                    int node = random.nextInt(4);
                    long first = next[node] + (random.nextInt(5) == 0 ? random.nextInt(1_000_000) : 0);
                    next[node] = first + 1 + random.nextInt(random.nextBoolean() ? 3 : 100_000);
                    byte[] ticks = new byte[random.nextInt(10) == 0 ? 70_000 : random.nextInt(30)];
                    Arrays.fill(ticks, (byte) ('a' + random.nextInt(20)));
                    Instant to = START.plusMillis(random.nextLong(-100_000, 100_000_000));
                    Instant from = random.nextInt(9) == 0 ? Instant.EPOCH : to.minusMillis(random.nextInt(5_000));
                    byte[] header = RecordingFixture.bytes("process " + random.nextInt(2));
                    var chunk =
                            new RecordedChunk(new NodeId("node" + node), header, from, to, first, next[node], ticks);
                    chunks.add(chunk);
                    expected.get(node).add(RecordingFixture.text(chunk));
                }
                file.writeBytes(encoder.encode(chunks));
            }
            Path written = write(file.toByteArray());
            List<String> found = read(written);
            for (int node = 0; node < 4; node++) {
                String name = "node" + node + " ";
                assertThat(found.stream().filter(text -> text.startsWith(name)))
                        .containsExactlyElementsOf(expected.get(node));
            }
            assertThat(Compaction.run(written, AppendFile.Creator.SYSTEM)).isZero();
            assertThat(read(written)).containsExactlyInAnyOrderElementsOf(found);
            for (int node = 0; node < 4; node++) {
                String name = "node" + node + " ";
                assertThat(read(written).stream().filter(text -> text.startsWith(name)))
                        .containsExactlyElementsOf(expected.get(node));
            }
        });
    }

    @Test
    void aTailTornAtAnyByteCostsTheLastBlockOnly() throws IOException {
        var encoder = new BlockEncoder(START);
        byte[] older = encoder.encode(List.of(chunk(1, 0, 3, 1), chunk(2, 5, 6, 1)));
        byte[] last = encoder.encode(List.of(chunk(1, 3, 4, 2), chunk(2, 6, 9, 2)));
        for (int kept = 0; kept < last.length; kept++) {
            Path file = write(head(), older, Arrays.copyOf(last, kept));
            assertThat(read(file)).as("%d bytes kept", kept).hasSize(2);
            assertThat(AttemptsReader.read(file, Instant.MIN, Instant.MAX, chunk -> {})
                            .torn())
                    .isEqualTo(kept);
            // As a file system may leave it after the power was lost: the length is there, the content is not.
            byte[] zeros = Arrays.copyOf(Arrays.copyOf(last, kept), last.length + 100);
            assertThat(read(write(head(), older, zeros)))
                    .as("%d bytes, then zeros", kept)
                    .hasSize(2);
        }
        assertThat(read(write(head(), older, last))).hasSize(4);
    }

    @Test
    void aHeadTornAtAnyByteIsAnEmptySegment() throws IOException {
        for (int kept = 0; kept < head().length; kept++) {
            assertThat(read(write(Arrays.copyOf(head(), kept))))
                    .as("%d bytes kept", kept)
                    .isEmpty();
        }
    }

    @Test
    void aChangedByteBeforeTheLastBlockIsRefused() throws IOException {
        var encoder = new BlockEncoder(START);
        byte[] older = encoder.encode(List.of(chunk(1, 0, 3, 1)));
        byte[] last = encoder.encode(List.of(chunk(1, 3, 4, 2)));
        int lengthByte = BlockFormat.CRC_BYTES;
        for (int at = 0; at < older.length; at++) {
            byte[] changed = older.clone();
            changed[at] ^= 1;
            Path file = write(head(), changed, last);
            if (at != lengthByte) {
                assertThatThrownBy(() -> read(file))
                        .as("byte %d", at)
                        .isInstanceOf(RecordingException.class)
                        .hasMessageContaining("is broken at byte");
            }
        }
    }

    @Test
    void anotherVersionAndAnotherFileAreRefusedInOneSentence() throws IOException {
        byte[] newer = head();
        newer[5] = 9;
        Path file = write(newer);
        assertThatThrownBy(() -> read(file))
                .hasMessage(
                        file + " has format version 9, but this Telltale reads version 1; use the version of Telltale"
                                + " that recorded it");
        write(RecordingFixture.bytes("This is quite another file, and it is long enough."));
        assertThatThrownBy(() -> read(file)).hasMessage(file + " is not a segment of a Telltale recording");
    }

    @Test
    void randomBytesEndInASentence() {
        Seeds.all(2_000).forEach(seed -> {
            var random = new Random(seed);
            byte[] garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            Path file = write(head(), garbage);
            try {
                read(file);
            } catch (RecordingException told) {
                assertThat(told.getMessage()).contains("is broken at byte");
            }
        });
    }

    @Test
    void aBlockThatClaimsWhatItDoesNotHaveIsRefused() {
        Seeds.all(2_000).forEach(seed -> {
            var random = new Random(seed);
            var encoder = new BlockEncoder(START);
            byte[] blocks = encoder.encode(List.of(chunk(1, 0, 3, 1)));
            int headerLength = blocks[BlockFormat.CRC_BYTES];
            int at = BlockFormat.CRC_BYTES + 1 + headerLength + BlockFormat.CRC_BYTES;
            byte[] ticks = Arrays.copyOfRange(blocks, at, blocks.length);
            ticks[1 + random.nextInt(ticks.length - 1)] = (byte) random.nextInt();
            var out = new ByteArrayOutputStream();
            out.writeBytes(Arrays.copyOf(blocks, at - BlockFormat.CRC_BYTES));
            out.writeBytes(ByteBuffer.allocate(4)
                    .putInt(BlockFormat.crc(ticks, 0, ticks.length))
                    .array());
            out.writeBytes(ticks);
            Path file = write(head(), out.toByteArray());
            try {
                assertThat(read(file).size()).isLessThanOrEqualTo(1);
            } catch (RecordingException told) {
                assertThat(told.getMessage()).contains("is broken at byte");
            }
        });
    }

    @Test
    void onlyBlocksInTheSpanAreRead() throws IOException {
        var encoder = new BlockEncoder(START);
        var out = new ByteArrayOutputStream();
        out.writeBytes(head());
        for (int second = 1; second <= 10; second++) {
            out.writeBytes(encoder.encode(List.of(chunk(1, second, second + 1, second))));
        }
        Path file = write(out.toByteArray());
        // Each block holds the ticks of the second before its end.
        assertThat(read(file, START.plusMillis(2_500), START.plusMillis(4_500)))
                .extracting(text -> text.split(" ", -1)[1])
                .containsExactly("3-4", "4-5", "5-6");
    }
}
