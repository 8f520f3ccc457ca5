@NullMarked
package dev.telltale.model;

import org.jspecify.annotations.NullMarked;
