package plumbline.storage.format.e57;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import plumbline.storage.format.FormatException;

/** An element of the description of an E57 file: name, attributes, children, text. */
record E57Node(String name, Map<String, String> attributes, List<E57Node> children, StringBuilder content) {
    private static final int DEEPEST = 64;

    /** Without document types and entities: nothing outside the file is looked at, nothing grows. */
    static E57Node parse(String file, byte[] xml) throws FormatException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // What is wrong comes as an exception; the parser need not print it as well.
        factory.setXMLReporter((message, type, about, place) -> { });
        List<E57Node> open = new ArrayList<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(new String(xml, StandardCharsets.UTF_8)));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        E57Node node = element(reader);
                        if (!open.isEmpty()) {
                            open.getLast().children().add(node);
                        }
                        open.add(node);
                        if (open.size() > DEEPEST) {
                            throw new FormatException(file, "description", "elements stand within one another too deep");
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        E57Node done = open.removeLast();
                        if (open.isEmpty()) {
                            return done;
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!open.isEmpty()) {
                            open.getLast().content().append(reader.getText());
                        }
                    }
                    default -> { }
                }
            }
        } catch (XMLStreamException e) {
            throw new FormatException(file, "description", "its XML cannot be read: " + e.getMessage(), e);
        }
        throw new FormatException(file, "description", "its XML is empty");
    }

    private static E57Node element(XMLStreamReader reader) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new E57Node(reader.getLocalName(), attributes, new ArrayList<>(), new StringBuilder());
    }

    Optional<E57Node> child(String wanted) {
        return children.stream().filter(c -> c.name().equals(wanted)).findFirst();
    }

    /** The children of a vector; none where it is not there. */
    List<E57Node> all(String vector) {
        return child(vector).map(E57Node::children).orElse(List.of());
    }

    String type() {
        return attributes.getOrDefault("type", "");
    }

    String text() {
        return content.toString().strip();
    }

    String text(String child) {
        return child(child).map(E57Node::text).orElse("");
    }

    /** A number in an element that may be empty, which is 0. */
    double number(String file, String child) throws FormatException {
        Optional<E57Node> c = child(child);
        return c.isEmpty() || c.get().text().isEmpty() ? 0 : parseDouble(file, child, c.get().text());
    }

    double decimal(String file, String attribute, double otherwise) throws FormatException {
        String v = attributes.get(attribute);
        return v == null ? otherwise : parseDouble(file, name + "/" + attribute, v);
    }

    long whole(String file, String attribute, long otherwise) throws FormatException {
        String v = attributes.get(attribute);
        if (v == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(v.strip());
        } catch (NumberFormatException e) {
            throw new FormatException(file, "description", name + ": \"" + v + "\" is not a whole number", e);
        }
    }

    private static double parseDouble(String file, String what, String text) throws FormatException {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new FormatException(file, "description", what + ": \"" + text + "\" is not a number", e);
        }
    }
}
