package dev.telltale.sim;

/** Who watches whom: the nodes stand in a ring, and each is watched by so many of those after it. */
record MonitoringRing(int nodes, int observers) {

    /** The place of the subject among those whom the observer watches; -1 if it is not among them. */
    int slot(int observer, int subject) {
        int distance = observer - subject - 1;
        int slot = distance < 0 ? distance + nodes : distance;
        return slot < observers ? slot : -1;
    }

    int subject(int observer, int slot) {
        return Math.floorMod(observer - 1 - slot, nodes);
    }

    /** The observers of a subject by number, from 0 on. */
    int observer(int subject, int number) {
        return (subject + 1 + number) % nodes;
    }
}
