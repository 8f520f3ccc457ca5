/**
 * What observers believed against what was truly done, measured as Chen, Toueg and Aguilera do in "On the quality of
 * service of failure detectors" (IEEE Transactions on Computers, 2002): T_D, T_M, T_MR and P_A. Pure; any thread.
 *
 * <p>The rules, where the paper leaves a choice or has one crash only:
 *
 * <ul>
 *   <li>Only {@code DOWN} is suspicion; {@code UNKNOWN}, {@code UP} and {@code SUSPECT} are trust. Before its first change
 *       a lane is unknown.
 *   <li>Every stretch of time has its start and lacks its end. What happens at the window's end is not seen any more; of
 *       several changes at one instant the last counts.
 *   <li>An observer in an outage of its own believes nothing: that time is in no measure. After a crash or a leave it
 *       starts from unknown; after a hang it still holds what it held.
 *   <li>A mute node and one end of a cut go on observing. A lane's subject is out while any of its outages lasts: those that
 *       overlap count as one, from the first one's start. So down is right at the observer that is cut off, and at the
 *       same instant a mistake at another.
 *   <li>T_D runs to the last change to down that held to the end of what could be watched: the outage's end, the window's
 *       or the observer's own failure. A lane whose observer was out when the subject failed is not judged, nor is an
 *       outage that began before the window.
 *   <li>A mistake starts while the subject is well, and ends with the belief or with a true failure of the subject. The
 *       time between two mistakes is not shortened by outages that lie in between.
 *   <li>Down that was held when an outage ended is recovery and no mistake, until it is given up. P_A leaves it out.
 * </ul>
 */
@NullMarked
package dev.telltale.qos;

import org.jspecify.annotations.NullMarked;
