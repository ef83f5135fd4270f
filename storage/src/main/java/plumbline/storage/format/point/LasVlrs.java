package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Problem;

/**
 * The variable length records of a LAS file, before the points and (1.4) behind them: who they are and where; the bodies
 * are read when asked for. Records that do not fit are left out and said; the points do not depend on them, extra bytes
 * and packing excepted.
 */
record LasVlrs(List<Vlr> all, List<Problem> problems) {
    static final int HEAD = 54;
    static final int EXTENDED_HEAD = 60;
    private static final int LARGEST = 1 << 24;
    private static final int MOST_EXTENDED = 1 << 16;

    /** {@code at} is the body's first byte. */
    record Vlr(String user, int id, long at, long length, boolean extended) {
        boolean is(String wantedUser, int wantedId) {
            return user.equals(wantedUser) && id == wantedId;
        }
    }

    static LasVlrs read(PointInput in, ByteBuffer header, long pointsAt, int minor) throws IOException {
        LasVlrs out = new LasVlrs(new ArrayList<>(), new ArrayList<>());
        out.variable(in, header, pointsAt);
        if (minor == 4) {
            out.extended(in, header.getLong(235), header.getInt(243) & 0xFFFFFFFFL);
        }
        return out;
    }

    Optional<Vlr> find(String user, int id) {
        return all.stream().filter(v -> v.is(user, id)).findFirst();
    }

    /** The body, where there is such a record and it is not larger than any that this reader wants. */
    Optional<ByteBuffer> body(PointInput in, String user, int id) throws IOException {
        Optional<Vlr> v = find(user, id).filter(f -> f.length() <= LARGEST);
        return v.isPresent() ? Optional.of(in.read(v.get().at(), (int) v.get().length())) : Optional.empty();
    }

    private void variable(PointInput in, ByteBuffer b, long pointsAt) throws IOException {
        long count = b.getInt(100) & 0xFFFFFFFFL;
        long end = Math.min(pointsAt, in.size());
        long at = b.getShort(94) & 0xFFFF;
        for (long i = 0; i < count; i++) {
            boolean fits = at + HEAD <= end;
            ByteBuffer head = fits ? in.read(at, HEAD) : ByteBuffer.allocate(0);
            int length = fits ? head.getShort(20) & 0xFFFF : 0;
            if (!fits || at + HEAD + length > end) {
                problems.add(new Problem(
                        in.name() + ", byte " + at,
                        count + " variable length records are announced and " + i
                                + " fit before the points; the points are read all the same"));
                return;
            }
            all.add(new Vlr(LasHeader.text(head, 2, 16), head.getShort(18) & 0xFFFF, at + HEAD, length, false));
            at += HEAD + length;
        }
    }

    private void extended(PointInput in, long start, long count) throws IOException {
        long at = start;
        for (long i = 0; i < Math.min(count, MOST_EXTENDED); i++) {
            boolean head = at > 0 && at <= in.size() - EXTENDED_HEAD;
            ByteBuffer b = head ? in.read(at, EXTENDED_HEAD) : null;
            long length = head ? b.getLong(20) : 0;
            if (!head || length < 0 || length > in.size() - at - EXTENDED_HEAD) {
                problems.add(new Problem(
                        in.name() + ", byte " + at,
                        count + " extended records are announced and " + i + " are there; the points are sound"));
                return;
            }
            all.add(new Vlr(LasHeader.text(b, 2, 16), b.getShort(18) & 0xFFFF, at + EXTENDED_HEAD, length, true));
            at += EXTENDED_HEAD + length;
        }
    }
}
