package dev.telltale.report;

import static dev.telltale.report.NumberFormat.px;

/** Draws the few shapes of a timeline into a page; how they look is said by the style of that name. */
record SvgWriter(XmlWriter page) {
    static final double BAR = 14;
    private static final double CORNER = 3;

    /** @param y of the bar beside which it stands */
    void text(String style, double x, double y, String anchor, String words) {
        page.element("text", words, "class", style, "x", px(x), "y", px(y + BAR - 3), "text-anchor", anchor);
    }

    void line(String style, double x, double from, double to) {
        page.empty("line", "class", style, "x1", px(x), "x2", px(x), "y1", px(from), "y2", px(to));
    }

    /** @param words the tooltip */
    void bar(String style, double x, double y, double width, String words) {
        page.open("rect", "class", style, "x", px(x), "y", px(y))
                .attributes("width", px(width), "height", px(BAR), "rx", px(Math.min(CORNER, width / 2)))
                .element("title", words)
                .close();
    }
}
