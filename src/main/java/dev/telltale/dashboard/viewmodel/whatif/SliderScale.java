package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.timeline.LogAxis;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The values of a slider: logarithmic, rounded to what a person would choose, as text with a unit.
 *
 * @param axis from the smallest to the largest value
 * @param rounding of a value that the slider chooses; a typed one stays as it is
 * @param format the value as text
 * @param parser the value of a text; throws an IllegalArgumentException with a sentence for the user if it is none
 */
public record SliderScale(
        LogAxis axis, DoubleUnaryOperator rounding, DoubleFunction<String> format, ToDoubleFunction<String> parser) {

    /** The position of a value, 0 to 1. */
    public double position(double value) {
        return Math.max(0, Math.min(1, axis.share(value)));
    }

    /** The value at a position; its ends are exact. */
    public double value(double position) {
        double value =
                position <= 0 ? axis.min() : position >= 1 ? axis.max() : rounding.applyAsDouble(axis.at(position));
        return Math.max(axis.min(), Math.min(axis.max(), value));
    }

    public String text(double value) {
        return format.apply(value);
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException with a sentence for the user if it is none, or is not on the scale
     */
    public double parse(String text) {
        double value = parser.applyAsDouble(text.strip());
        if (!(value >= axis.min() && value <= axis.max())) {
            throw new IllegalArgumentException("from " + text(axis.min()) + " to " + text(axis.max()));
        }
        return value;
    }

    /** Rounds to two digits, such as 2300 or 0.23. */
    static double twoDigits(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return Math.rint(value / unit) * unit;
    }
}
