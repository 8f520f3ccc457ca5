package dev.telltale.report;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads XML with the parser of the JDK. */
public final class Xml {
    private Xml() {}

    /** The root element; fails if the text is not well-formed. */
    public static Element parse(String text) {
        try {
            var source = new InputSource(new StringReader(text));
            return (Element) XPathFactory.newDefaultInstance().newXPath().evaluateExpression("/*", source, Node.class);
        } catch (XPathExpressionException e) {
            throw new AssertionError(e + " in " + text, e);
        }
    }

    public static List<Element> all(Element in, String tag) {
        NodeList found = in.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    public static List<Element> ofClass(Element in, String tag, String cssClass) {
        return all(in, tag).stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ", 0)).contains(cssClass))
                .toList();
    }

    public static List<String> texts(List<Element> elements) {
        return elements.stream().map(Element::getTextContent).toList();
    }
}
