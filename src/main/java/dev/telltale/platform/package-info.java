/** Operating system services: private files and folders, ports, random tokens, and a single-threaded scheduler. */
@NullMarked
package dev.telltale.platform;

import org.jspecify.annotations.NullMarked;
