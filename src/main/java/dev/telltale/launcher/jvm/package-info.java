/** How this program starts a further process of itself: the Java command, its options, and the class-data archive. */
@NullMarked
package dev.telltale.launcher.jvm;

import org.jspecify.annotations.NullMarked;
