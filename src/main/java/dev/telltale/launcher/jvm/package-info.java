/** How this program starts itself again: the Java command, its options, and the class-data archive. */
@NullMarked
package dev.telltale.launcher.jvm;

import org.jspecify.annotations.NullMarked;
