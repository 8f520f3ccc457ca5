package dev.telltale.recording;

import dev.telltale.platform.PrivateFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A file to which bytes are appended. One thread. */
interface AppendFile extends Closeable {
    /** Appends all bytes or, as far as the system allows, none. */
    void append(byte[] bytes) throws IOException;

    /** Waits until the disk has what was appended. */
    void sync() throws IOException;

    /** Creates files; a parameter, so that a test can let them fail. */
    @FunctionalInterface
    interface Creator {
        /** Files that only their owner may read. */
        Creator SYSTEM = file -> {
            Files.createFile(file, PrivateFolder.attributes(file, "rw-------"));
            return new OfChannel(FileChannel.open(file, StandardOpenOption.WRITE));
        };

        /**
         * Creates a file.
         *
         * @throws IOException also if the file exists
         */
        AppendFile create(Path file) throws IOException;
    }

    /** A file of the system. A write that fails is undone, as far as the system allows. */
    final class OfChannel implements AppendFile {
        private static final Logger LOG = Logger.getLogger(AppendFile.class.getName());

        private final FileChannel channel;

        OfChannel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            long before = channel.position();
            ByteBuffer left = ByteBuffer.wrap(bytes);
            try {
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            } catch (IOException e) {
                try {
                    channel.truncate(before);
                } catch (IOException alsoFailed) {
                    LOG.log(Level.FINE, "an incomplete block stays at the end of a segment", alsoFailed);
                }
                throw e;
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
