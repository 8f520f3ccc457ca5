package dev.telltale.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML, or HTML that is well-formed XML. Escapes every text, and omits invisible characters and those that XML
 * does not allow. Confined to one thread.
 */
public final class XmlWriter {
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    /** @param prolog written unescaped */
    public XmlWriter(String prolog) {
        out.append(prolog);
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One or more calls of the writer. */
    private interface Step {
        void run() throws XMLStreamException;
    }

    private XmlWriter write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to a string does not fail", e);
        }
        return this;
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values, alternating
     */
    public XmlWriter open(String tag, String... attributes) {
        return write(() -> xml.writeStartElement(tag)).attributes(attributes);
    }

    public XmlWriter empty(String tag, String... attributes) {
        return write(() -> xml.writeEmptyElement(tag)).attributes(attributes);
    }

    /** Adds attributes to the element that was just opened: names and values, alternating. */
    public XmlWriter attributes(String... attributes) {
        assert attributes.length % 2 == 0 : "a name without a value";
        return write(() -> {
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(attributes[i], clean(attributes[i + 1]));
            }
        });
    }

    public XmlWriter text(String text) {
        return write(() -> xml.writeCharacters(clean(text)));
    }

    public XmlWriter close() {
        return write(xml::writeEndElement);
    }

    /** An element that contains only a text. */
    public XmlWriter element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Closes all open elements and returns the document. */
    @Override
    public String toString() {
        write(() -> {
            xml.writeEndDocument();
            xml.flush();
        });
        return out + "\n";
    }

    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().filter(XmlWriter::isShown).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isShown(int codePoint) {
        if (codePoint == '\n' || codePoint == '\t') {
            return true;
        }
        int type = Character.getType(codePoint);
        // The last two code points of each plane are not characters.
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && (codePoint & 0xFFFE) != 0xFFFE;
    }
}
