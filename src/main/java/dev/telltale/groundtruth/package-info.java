/**
 * What really happened in a cluster. Detectors never see it. Pure, except two logs that any thread may write.
 *
 * <p>It is derived in four steps:
 *
 * <ol>
 *   <li>The launcher logs each {@link dev.telltale.groundtruth.ProcessEvent}, and the fault injector each {@link
 *       dev.telltale.groundtruth.FaultInterval}. Together they are the {@link dev.telltale.groundtruth.Incidents} of a
 *       run.
 *   <li>From these follow the intervals in which a node or link was really not working, whatever the observers
 *       report: each is an {@link dev.telltale.groundtruth.Outage}. Some faults cause none, such as a clock skew.
 *   <li>{@link dev.telltale.groundtruth.OutageIndex} knows what began each outage and which one an observer meets now;
 *       {@link dev.telltale.groundtruth.GroundTruth} holds the outages of a measured window for {@code qos}.
 *   <li>{@link dev.telltale.groundtruth.ExpectedCauses} tells which causes a diagnosis should name, and {@link
 *       dev.telltale.groundtruth.InjectedCauses} which it may name.
 * </ol>
 */
@NullMarked
package dev.telltale.groundtruth;

import org.jspecify.annotations.NullMarked;
