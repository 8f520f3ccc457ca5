package dev.telltale.report;

import static dev.telltale.report.NumberFormat.px;

/**
 * Writes the shapes of a timeline as SVG elements. A style is a class in {@code report.css}; coordinates are in
 * pixels.
 */
record SvgWriter(XmlWriter page) implements Shapes {
    @Override
    public void text(String style, double x, double y, String anchor, String text) {
        page.element("text", text, "class", style, "x", px(x), "y", px(y + BAR - 3), "text-anchor", anchor);
    }

    @Override
    public void line(String style, double x, double from, double to) {
        page.empty("line", "class", style, "x1", px(x), "x2", px(x), "y1", px(from), "y2", px(to));
    }

    @Override
    public void bar(String style, double x, double y, double width, String title) {
        page.open("rect", "class", style, "x", px(x), "y", px(y))
                .attributes("width", px(width), "height", px(BAR), "rx", px(Math.min(CORNER, width / 2)))
                .element("title", title)
                .close();
    }
}
