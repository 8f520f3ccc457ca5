package dev.telltale.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML, or HTML that is XML too. Every text is escaped, whatever it holds, and what no XML may hold or nobody can see
 * is left out. Confined to one thread.
 */
final class XmlWriter {
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    /** @param prolog written as it is */
    XmlWriter(String prolog) {
        out.append(prolog);
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** @param attributes names and values in turn */
    XmlWriter open(String tag, String... attributes) {
        try {
            xml.writeStartElement(tag);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return attributes(attributes);
    }

    XmlWriter empty(String tag, String... attributes) {
        try {
            xml.writeEmptyElement(tag);
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return attributes(attributes);
    }

    /** More of them for what was just opened: names and values in turn. */
    XmlWriter attributes(String... attributes) {
        assert attributes.length % 2 == 0 : "a name without a value";
        try {
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(attributes[i], clean(attributes[i + 1]));
            }
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    XmlWriter text(String text) {
        try {
            xml.writeCharacters(clean(text));
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    XmlWriter close() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return this;
    }

    /** A whole element with a text. */
    XmlWriter element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** What was written, with everything closed. */
    @Override
    public String toString() {
        try {
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
        return out + "\n";
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("a string takes all that is written", e);
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
        // The last two of each plane are no characters.
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && (codePoint & 0xFFFE) != 0xFFFE;
    }
}
