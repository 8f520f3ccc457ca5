/**
 * Quality of service of the detectors: compares their verdicts with the ground truth, with the measures T_D, T_M, T_MR
 * and P_A of Chen, Toueg and Aguilera, "On the quality of service of failure detectors" (IEEE Transactions on
 * Computers, 2002). Pure; any thread.
 *
 * <p>Rules where the paper leaves a choice or considers one crash only:
 *
 * <ul>
 *     <li>Only {@code DOWN} is distrust; {@code UNKNOWN}, {@code UP} and {@code SUSPECT} are trust. Before its first
 *     change a lane is unknown.
 *     <li>Intervals include their start and exclude their end. Events at the window's end are ignored; of several
 *     changes at one instant the last counts.
 *     <li>Process outages of the observer are in no measure. After a crash or a leave it starts from unknown; after a
 *     hang it keeps its status.
 *     <li>A mute node and the ends of a cut continue to observe. Overlapping outages of a lane's subject count as one,
 *     from the start of the first. So down may be correct at the observer whose link is cut and, at the same instant, a
 *     mistake at another.
 *   <li>T_D ends at the last change to down that lasted to the end of the watched time: the end of the outage or of the
 *       window, or the observer's failure. A lane whose observer was out when the subject failed has no T_D, nor has an
 *       outage that began before the window.
 *     <li>A mistake starts while the subject is in service, and ends with the down status or with an outage of the
 *     subject. T_MR is not shortened by outages between two mistakes.
 *   <li>A down that continues after the end of an outage is recovery, not a mistake. P_A leaves it out.
 * </ul>
 */
@NullMarked
package dev.telltale.qos;

import org.jspecify.annotations.NullMarked;
