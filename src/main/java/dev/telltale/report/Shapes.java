package dev.telltale.report;

/** Draws the shapes of a timeline. A style is the name of a class in {@code report.css}; coordinates are in pixels. */
interface Shapes {
    /** The height of a bar. */
    double BAR = 14;

    /** The radius of its corners. */
    double CORNER = 3;

    /**
     * Draws a text.
     *
     * @param y top of the bar that the text belongs to
     * @param anchor which part of the text is at {@code x}: {@code start}, {@code middle} or {@code end}
     */
    void text(String style, double x, double y, String anchor, String text);

    /** Draws a vertical line. */
    void line(String style, double x, double from, double to);

    /**
     * Draws a horizontal bar with round corners.
     *
     * @param title the tooltip
     */
    void bar(String style, double x, double y, double width, String title);
}
