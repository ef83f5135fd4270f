package plumbline.qa.calibration;

/**
 * Depth edges of one sweep on one image, for a picture: pixels u right, v down of the full image, whether each lies on
 * an image edge, and the fraction that does.
 */
public record EdgeEvidence(float[] u, float[] v, boolean[] agrees, double agreement) {}
