package plumbline.qa.calibration;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorId;

/** The calibration check of a pass: one entry for each camera against the reference lidar, the culprit, and the verdict. */
public record CalibrationReport(
        List<PairCheck> pairs, Optional<SensorId> culprit, Verdict verdict, String headline, String sentence,
        double limitDegrees) {
    /** In words a field lead acts on: drive on, drive again, or say what is missing. */
    public enum Verdict {
        GOOD,
        GOOD_WITH_LIMITS,
        DRIVE_AGAIN,
        CANNOT_TELL
    }

    /**
     * One camera against the lidar. {@code rotationDegrees} is the size of the correction; {@code roll, pitch, yaw} its
     * parts about the camera's z, x, y (optical) axes in degrees; {@code confidence} 0 to 1. {@code correctedEgoFromCamera}
     * is the proposed extrinsics, the recorded ones where there is nothing to correct. Agreements are fractions of depth edges that lie on an image edge. Curve over the pass.
     */
    public record PairCheck(
            SensorId camera, SensorId lidar, double rotationDegrees, double rollDegrees, double pitchDegrees,
            double yawDegrees, double sigmaDegrees, double translationMetres, double timeOffsetMs, double confidence,
            Verdict verdict, double agreementRecorded, double agreementCorrected, Pose correctedEgoFromCamera,
            List<CurvePoint> curve, int framesUsed, String sentence) {
        /** True where other extrinsics are proposed: only ever such that bring more edges together. */
        public boolean corrects() {
            return agreementCorrected > agreementRecorded;
        }
    }

    /**
     * Rotation error at one time of the pass with its 1-sigma, and the agreement as recorded. Not {@code decided} where the
     * edges about this time say too little: the angle is then no error.
     */
    public record CurvePoint(
            int frame, long timeNanos, double rotationDegrees, double sigmaDegrees, double agreement, boolean decided) {}
}
