package dev.telltale.sim;

/** Who monitors whom: the nodes form a ring, and each is monitored by the next {@code observers} nodes. */
record MonitoringRing(int nodes, int observers) {

    /** Index of the subject among the observer's subjects; -1 if the observer does not monitor it. */
    int slot(int observer, int subject) {
        int distance = observer - subject - 1;
        int slot = distance < 0 ? distance + nodes : distance;
        return slot < observers ? slot : -1;
    }

    /** Index of the node in a slot of the observer. */
    int subject(int observer, int slot) {
        return Math.floorMod(observer - 1 - slot, nodes);
    }

    /** Index of an observer of the subject, by number from 0 on. */
    int observer(int subject, int number) {
        return (subject + 1 + number) % nodes;
    }
}
