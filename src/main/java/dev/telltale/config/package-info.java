/**
 * Reads the cluster's config file and the detection settings of the command line into validated records, with error
 * messages for the user.
 */
@NullMarked
package dev.telltale.config;

import org.jspecify.annotations.NullMarked;
