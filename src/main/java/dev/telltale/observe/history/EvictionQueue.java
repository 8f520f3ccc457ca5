package dev.telltale.observe.history;

/** Which track each kept mark belongs to, in the order in which they came: 4 bytes a mark. Not thread-safe. */
final class EvictionQueue {
    private static final int FIRST_ROOM = 64;

    private int[] tracks = new int[FIRST_ROOM];
    private int head;
    private int size;

    void add(int track) {
        if (size == tracks.length) {
            int[] more = new int[2 * size];
            for (int i = 0; i < size; i++) {
                more[i] = tracks[place(i)];
            }
            tracks = more;
            head = 0;
        }
        tracks[place(size)] = track;
        size++;
    }

    int removeFirst() {
        int first = tracks[head];
        head = place(1);
        size--;
        return first;
    }

    private int place(int mark) {
        return (head + mark) & (tracks.length - 1);
    }

    int size() {
        return size;
    }

    long bytes() {
        return (long) tracks.length * Integer.BYTES;
    }
}
