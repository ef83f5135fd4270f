package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import plumbline.storage.format.FormatException;

/**
 * {@code sensor_msgs/Image}: rows of uncompressed pixels. Becomes a PNG without loss for grey, RGB, BGR and their
 * alpha kinds; a Bayer mosaic takes each pixel's colours from its 2x2 cell; packed YUV 4:2:2 goes through BT.601,
 * full range.
 */
public record RawImage(
        RosHeader header, int height, int width, String encoding, boolean bigEndian, long step, ByteBuffer data) {

    public static RawImage read(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        RosHeader header = RosHeader.read(in);
        RawImage image = new RawImage(header, in.i32(), in.i32(), in.text(), in.u8() != 0, in.u32(), in.bytes());
        if (image.height <= 0 || image.width <= 0 || image.step * image.height > image.data.remaining()) {
            throw new FormatException(
                    where, "", "the image announces " + image.width + " x " + image.height + " pixels in rows of "
                            + image.step + " bytes and holds " + image.data.remaining() + " bytes");
        }
        return image;
    }

    public byte[] png(String where) throws FormatException {
        return switch (encoding) {
            case "mono8", "8UC1" -> plain(where, 1, 1, Png.GREY, 0);
            case "rgb8", "8UC3" -> plain(where, 1, 3, Png.RGB, 0, 1, 2);
            case "bgr8" -> plain(where, 1, 3, Png.RGB, 2, 1, 0);
            case "rgba8", "8UC4" -> plain(where, 1, 4, Png.RGBA, 0, 1, 2, 3);
            case "bgra8" -> plain(where, 1, 4, Png.RGBA, 2, 1, 0, 3);
            case "mono16", "16UC1" -> plain(where, 2, 1, Png.GREY, 0);
            case "rgb16", "16UC3" -> plain(where, 2, 3, Png.RGB, 0, 1, 2);
            case "bgr16" -> plain(where, 2, 3, Png.RGB, 2, 1, 0);
            case "bayer_rggb8" -> bayer(where, 0, 1, 2, 3);
            case "bayer_bggr8" -> bayer(where, 3, 1, 2, 0);
            case "bayer_gbrg8" -> bayer(where, 2, 0, 3, 1);
            case "bayer_grbg8" -> bayer(where, 1, 0, 3, 2);
            case "yuv422", "uyvy" -> yuv422(where, 1, 0, 2);
            case "yuv422_yuy2", "yuyv" -> yuv422(where, 0, 1, 3);
            default -> throw new FormatException(
                    where, "",
                    "images encoded as \"" + encoding + "\" cannot be read; grey, RGB, Bayer and YUV 4:2:2 can");
        };
    }

    private void need(String where, long rowBytes) throws FormatException {
        if (rowBytes > step || (long) height * width * 4 > Integer.MAX_VALUE - 64L) {
            throw new FormatException(where, "", "rows of " + step + " bytes do not hold " + width + " pixels");
        }
    }

    private byte[] plain(String where, int bytes, int channels, int colourType, int... order) throws FormatException {
        need(where, (long) width * channels * bytes);
        byte[] out = new byte[Math.multiplyExact(height, width * channels * bytes)];
        int o = 0;
        for (int y = 0; y < height; y++) {
            int row = (int) (y * step);
            for (int x = 0; x < width; x++) {
                for (int c : order) {
                    int at = row + (x * channels + c) * bytes;
                    if (bytes == 1) {
                        out[o++] = data.get(at);
                    } else {
                        out[o++] = data.get(bigEndian ? at : at + 1);
                        out[o++] = data.get(bigEndian ? at + 1 : at);
                    }
                }
            }
        }
        return Png.encode(width, height, 8 * bytes, colourType, out);
    }

    /** Positions in the 2x2 cell (0 1 over 2 3) of red, the two greens and blue. */
    private byte[] bayer(String where, int red, int green1, int green2, int blue) throws FormatException {
        need(where, width);
        if (width < 2 || height < 2) {
            throw new FormatException(where, "", "a Bayer mosaic needs two rows and columns");
        }
        byte[] out = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            int cy = Math.min(y & ~1, (height & ~1) - 2);
            for (int x = 0; x < width; x++) {
                int cx = Math.min(x & ~1, (width & ~1) - 2);
                int o = (y * width + x) * 3;
                out[o] = cell(cx, cy, red);
                out[o + 1] = (byte) ((cell(cx, cy, green1) & 0xFF) + (cell(cx, cy, green2) & 0xFF) >> 1);
                out[o + 2] = cell(cx, cy, blue);
            }
        }
        return Png.encode(width, height, 8, Png.RGB, out);
    }

    private byte cell(int x, int y, int position) {
        return data.get((int) ((y + position / 2) * step + x + position % 2));
    }

    private byte[] yuv422(String where, int yAt, int uAt, int vAt) throws FormatException {
        need(where, 2L * (width + 1 & ~1));
        byte[] out = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            int row = (int) (y * step);
            for (int x = 0; x < width; x++) {
                int pair = row + (x & ~1) * 2;
                double luma = data.get(row + x * 2 + yAt) & 0xFF;
                double u = (data.get(pair + uAt) & 0xFF) - 128;
                double v = (data.get(pair + vAt) & 0xFF) - 128;
                int o = (y * width + x) * 3;
                out[o] = level(luma + 1.402 * v);
                out[o + 1] = level(luma - 0.344136 * u - 0.714136 * v);
                out[o + 2] = level(luma + 1.772 * u);
            }
        }
        return Png.encode(width, height, 8, Png.RGB, out);
    }

    private static byte level(double v) {
        return (byte) Math.clamp(Math.round(v), 0, 255);
    }
}
