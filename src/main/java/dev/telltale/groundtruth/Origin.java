package dev.telltale.groundtruth;

/** Who caused an event of the ground truth. */
public enum Origin {
    /** A command of the person who uses this program. */
    MANUAL,
    /** A step of a scenario that this program runs. */
    SCENARIO,
    /** A rule of this program, such as a restart after a failure, or the process itself. */
    AUTOMATIC
}
