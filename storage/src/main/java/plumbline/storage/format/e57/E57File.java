package plumbline.storage.format.e57;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joml.Quaterniond;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.RandomInput;

/**
 * An E57 file (ASTM E2807-11): its scans and images as the XML section describes them. Points and pictures are read when
 * asked for.
 */
public final class E57File {
    private static final int HEADER = 48;
    private static final long LARGEST_XML = 1L << 26;

    /** A rigid motion from the scan's frame to the file's; identity where the file gives none. */
    public record Pose(Quaterniond rotation, Vec3 translation, boolean identity) {}

    /** {@code bounds} in the scan's own frame: least, then largest corner. */
    public record Scan(
            String name, String guid, long points, List<E57Field> fields, Pose pose, Optional<List<Vec3>> bounds,
            long section) {
        /** Points that a piece of memory may be made for, given how many the file's bytes can hold. */
        public int block(long fileBytes, int most) {
            long bits = Math.max(1, fields.stream().mapToLong(E57Field::bits).sum());
            long room = Math.min(fileBytes * 8 / bits + 1, (1L << 23) / Math.max(1, fields.size()));
            return (int) Math.max(1, Math.min(Math.min(points, most), room));
        }
    }

    /** A picture: {@code kind} is {@code jpegImage}, {@code pngImage} or {@code imageMask}. */
    public record Image(String name, String representation, String kind, long bytes, long section) {}

    private final E57Pages pages;
    private final String version;
    private final List<Scan> scans = new ArrayList<>();
    private final List<Image> images = new ArrayList<>();

    private E57File(E57Pages pages, String version) {
        this.pages = pages;
        this.version = version;
    }

    public static E57File open(RandomInput in, String file) throws IOException {
        byte[] head = new byte[HEADER];
        if (in.size() < HEADER) {
            throw new FormatException(file, "byte " + in.size(), "the E57 header is cut");
        }
        in.read(0, head, HEADER);
        ByteBuffer b = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (b.getLong(0) != 0x3735452D4D545341L) {
            throw new FormatException(file, "byte 0", "not an E57 file: it does not start with ASTM-E57");
        }
        E57Pages pages = new E57Pages(in, file, b.getLong(40));
        long xmlAt = b.getLong(24);
        long xmlBytes = b.getLong(32);
        if (xmlAt >= in.size() || xmlBytes < 0 || xmlBytes > Math.min(LARGEST_XML, pages.size())) {
            throw new FormatException(
                    file, "byte 24",
                    "the description of " + xmlBytes + " bytes at byte " + xmlAt + " is not there: the file ends at "
                            + in.size() + "; without it no point can be read");
        }
        byte[] xml = pages.read(pages.logical(xmlAt), (int) xmlBytes).array();
        E57Node root = E57Node.parse(file, xml);
        E57File out = new E57File(pages, b.getInt(8) + "." + b.getInt(12));
        for (E57Node n : root.all("data3D")) {
            out.scan(n);
        }
        for (E57Node n : root.all("images2D")) {
            out.image(n);
        }
        return out;
    }

    public String version() {
        return version;
    }

    public List<Scan> scans() {
        return scans;
    }

    public List<Image> images() {
        return images;
    }

    private void scan(E57Node n) throws FormatException {
        String file = pages.file();
        Optional<E57Node> points = n.child("points");
        if (points.isEmpty()) {
            return;
        }
        E57Node p = points.get();
        if (p.child("codecs").filter(c -> !c.children().isEmpty()).isPresent()) {
            throw new FormatException(file, "description", "the points are packed by a codec that this version does not know");
        }
        List<E57Field> fields = E57Field.of(
                file, p.child("prototype").orElseThrow(() -> new FormatException(
                        file, "description", "the points have no prototype")));
        long count = p.whole(file, "recordCount", 0);
        if (count < 0) {
            throw new FormatException(file, "description", "a scan of " + count + " points cannot be");
        }
        boolean nothing = fields.stream().allMatch(f -> f.bits() == 0);
        if (nothing && count > pages.size()) {
            throw new FormatException(file, "description", count + " points without any bits are not believed");
        }
        scans.add(new Scan(
                n.text("name"), n.text("guid"), count, fields, pose(n), bounds(n), p.whole(file, "fileOffset", 0)));
    }

    private Pose pose(E57Node n) throws FormatException {
        Optional<E57Node> pose = n.child("pose");
        if (pose.isEmpty()) {
            return new Pose(new Quaterniond(), Vec3.ZERO, true);
        }
        String file = pages.file();
        Quaterniond q = new Quaterniond();
        Vec3 t = Vec3.ZERO;
        Optional<E57Node> rotation = pose.get().child("rotation");
        if (rotation.isPresent()) {
            E57Node r = rotation.get();
            q = new Quaterniond(r.number(file, "x"), r.number(file, "y"), r.number(file, "z"), r.number(file, "w"));
            if (!(q.lengthSquared() > 1e-12)) {
                throw new FormatException(file, "description", "the rotation of scan \"" + n.text("name") + "\" is none");
            }
            q.normalize();
        }
        Optional<E57Node> translation = pose.get().child("translation");
        if (translation.isPresent()) {
            E57Node m = translation.get();
            t = new Vec3(m.number(file, "x"), m.number(file, "y"), m.number(file, "z"));
        }
        boolean identity = q.x == 0 && q.y == 0 && q.z == 0 && t.equals(Vec3.ZERO);
        return new Pose(q, t, identity);
    }

    private Optional<List<Vec3>> bounds(E57Node n) throws FormatException {
        Optional<E57Node> bounds = n.child("cartesianBounds");
        if (bounds.isEmpty()) {
            return Optional.empty();
        }
        String f = pages.file();
        E57Node b = bounds.get();
        Vec3 min = new Vec3(b.number(f, "xMinimum"), b.number(f, "yMinimum"), b.number(f, "zMinimum"));
        Vec3 max = new Vec3(b.number(f, "xMaximum"), b.number(f, "yMaximum"), b.number(f, "zMaximum"));
        return Optional.of(List.of(min, max));
    }

    private void image(E57Node n) throws FormatException {
        for (E57Node representation : n.children()) {
            if (representation.name().endsWith("Representation")) {
                for (E57Node blob : representation.children()) {
                    if (blob.type().equals("Blob")) {
                        images.add(new Image(
                                n.text("name"), representation.name(), blob.name(),
                                blob.whole(pages.file(), "length", 0), blob.whole(pages.file(), "fileOffset", 0)));
                    }
                }
            }
        }
    }

    /** The picture's own bytes, a JPEG or PNG file. */
    public byte[] image(Image image) throws IOException {
        long at = pages.logical(image.section());
        ByteBuffer head = pages.read(at, 16);
        if (head.get(0) != 0 || image.bytes() < 0 || image.bytes() > head.getLong(8)
                || image.bytes() > pages.size() - at - 16) {
            throw new FormatException(
                    pages.file(), pages.place(at), "a picture of " + image.bytes() + " bytes does not lie here");
        }
        return pages.read(at + 16, (int) image.bytes()).array();
    }

    /** The records of a scan from the first on; one thread. */
    public E57Records records(Scan scan) throws IOException {
        return new E57Records(pages, scan);
    }
}
