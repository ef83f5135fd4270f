package plumbline.app.ui.calibrate;

/** The part of a picture that evidence is shown in, pixels: where the edges are dense, about half the picture wide. */
public record EdgeCrop(double left, double top, double width, double height) {
    private static final double SHARE = 0.45;
    private static final int STEPS = 12;

    /** The window of a fixed size that holds the most points; the middle where there are none. */
    public static EdgeCrop of(float[] u, float[] v, double imageWidth, double imageHeight) {
        double w = imageWidth * SHARE;
        double h = imageHeight * SHARE;
        EdgeCrop best = new EdgeCrop((imageWidth - w) / 2, (imageHeight - h) / 2, w, h);
        int most = 0;
        for (int i = 0; i <= STEPS; i++) {
            for (int k = 0; k <= STEPS; k++) {
                EdgeCrop c = new EdgeCrop((imageWidth - w) * i / STEPS, (imageHeight - h) * k / STEPS, w, h);
                int n = c.count(u, v);
                if (n > most) {
                    most = n;
                    best = c;
                }
            }
        }
        return best;
    }

    private int count(float[] u, float[] v) {
        int n = 0;
        for (int i = 0; i < u.length; i++) {
            if (u[i] >= left && u[i] < left + width && v[i] >= top && v[i] < top + height) {
                n++;
            }
        }
        return n;
    }

    /** About the same middle with another shape (width over height), inside the picture. */
    public EdgeCrop shaped(double aspect, double imageWidth, double imageHeight) {
        double w = Math.min(imageWidth, Math.sqrt(width * height * aspect));
        double h = w / aspect;
        if (h > imageHeight) {
            h = imageHeight;
            w = h * aspect;
        }
        double x = Math.clamp(left + (width - w) / 2, 0, Math.max(0, imageWidth - w));
        double y = Math.clamp(top + (height - h) / 2, 0, Math.max(0, imageHeight - h));
        return new EdgeCrop(x, y, w, h);
    }
}
