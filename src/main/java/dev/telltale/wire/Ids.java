package dev.telltale.wire;

import dev.telltale.model.NodeId;
import org.jspecify.annotations.Nullable;

/** Validates node ids in received JSON. */
final class Ids {
    private Ids() {}

    static NodeId required(String field, @Nullable String value) throws WireException {
        if (value == null) {
            throw new WireException(field + " is missing");
        }
        try {
            return new NodeId(value);
        } catch (IllegalArgumentException e) {
            throw new WireException(field + ": " + e.getMessage());
        }
    }
}
