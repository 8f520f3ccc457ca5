package dev.telltale.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads entries of a zip file that may come from anywhere: the file, the number of its entries and their content are
 * bounded, and no name is used as a path. Nothing is unpacked to disk. The message of each exception is one sentence
 * without a full stop, about the file. Any thread.
 */
public final class BoundedZip {
    /** Of the file, and of all entries together. */
    public static final long MAX_BYTES = 128L << 20;

    private static final int MAX_ENTRIES = 1_000;
    private static final int FIRST_OF_ZIP = 'P';
    private static final int SECOND_OF_ZIP = 'K';

    private BoundedZip() {}

    /** Whether the file begins as a zip file does. */
    public static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == FIRST_OF_ZIP && in.read() == SECOND_OF_ZIP;
        }
    }

    /**
     * The names of all entries, as they are written in the file.
     *
     * @throws IOException if it is no zip file, is incomplete, or is larger than the bounds
     */
    public static List<String> names(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw tooLarge();
        }
        try (ZipFile zip = zip(file)) {
            if (zip.size() > MAX_ENTRIES) {
                throw new IOException("it has more than " + MAX_ENTRIES + " entries");
            }
            List<String> names = new ArrayList<>();
            long bytes = 0;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                names.add(entry.getName());
                bytes += checkedSize(entry);
                if (bytes > MAX_BYTES) {
                    throw tooLarge();
                }
            }
            return names;
        }
    }

    private static IOException tooLarge() {
        return new IOException("it has more than " + (MAX_BYTES >> 20) + " MB");
    }

    private static ZipFile zip(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new IOException("it is no zip file, or is incomplete", e);
        }
    }

    private static long checkedSize(ZipEntry entry) throws IOException {
        long size = entry.getSize();
        if (size < 0 || size > MAX_BYTES) {
            throw tooLarge();
        }
        return size;
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return entry;
    }

    /** The bytes of an entry, as the file says. */
    public static long size(Path file, String name) throws IOException {
        try (ZipFile zip = zip(file)) {
            return checkedSize(entry(zip, name));
        }
    }

    /** The content of an entry, at most as long as the file says that it is. Closing it closes the file. */
    public static InputStream open(Path file, String name) throws IOException {
        ZipFile zip = zip(file);
        try {
            ZipEntry entry = entry(zip, name);
            return new BoundedStream(zip, zip.getInputStream(entry), checkedSize(entry));
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /** Ends at the declared size. */
    private static final class BoundedStream extends FilterInputStream {
        private final ZipFile zip;
        private long left;

        BoundedStream(ZipFile zip, InputStream in, long size) {
            super(in);
            this.zip = zip;
            left = size;
        }

        @Override
        public int read() throws IOException {
            int next = left > 0 ? in.read() : -1;
            left -= next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            try {
                in.close();
            } finally {
                zip.close();
            }
        }
    }
}
