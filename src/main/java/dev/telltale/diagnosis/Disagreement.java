package dev.telltale.diagnosis;

import dev.telltale.model.Link;
import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import java.util.Set;

/**
 * Where observers that answer contradict each other. Who is suspect is in doubt and contradicts nobody; neither does who has
 * not had the time to notice what another one has.
 *
 * @param differing the cells, up or down, of each subject that one observer holds up and another one down
 * @param oneWay the cells that are down though the subject holds the observer up, and those that are up though it holds it down
 */
public record Disagreement(Set<Link> differing, Set<Link> oneWay) {
    public static final Disagreement NONE = new Disagreement(Set.of(), Set.of());

    public Disagreement {
        differing = Set.copyOf(differing);
        oneWay = Set.copyOf(oneWay);
    }

    public static Disagreement of(Matrix matrix, Moment now) {
        return NONE;
    }
}
