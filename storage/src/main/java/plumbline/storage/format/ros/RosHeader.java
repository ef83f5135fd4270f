package plumbline.storage.format.ros;

import plumbline.storage.format.FormatException;

/** {@code std_msgs/Header}: when (nanoseconds since 1970 UTC) and in which coordinate frame. */
public record RosHeader(long stampNanos, String frameId) {
    private static final long SECOND = 1_000_000_000L;

    public static RosHeader read(CdrReader in) throws FormatException {
        // Signed in ROS, but nothing was recorded before 1970 and recordings may lie after 2038.
        long seconds = in.u32();
        long nanos = in.u32();
        return new RosHeader(seconds * SECOND + nanos, frame(in.text()));
    }

    void write(CdrWriter out) {
        out.u32(Math.floorDiv(stampNanos, SECOND)).u32(Math.floorMod(stampNanos, SECOND)).text(frameId);
    }

    /** ROS 1 names frames with a leading slash; they are the same frames. */
    static String frame(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
