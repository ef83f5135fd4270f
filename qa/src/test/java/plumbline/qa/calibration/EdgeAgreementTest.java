package plumbline.qa.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.SensorId;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.CalibrationReport.Verdict;

/** On real frames: as calibrated, and with a calibration that was turned by a known angle. */
class EdgeAgreementTest {
    @Test
    void aGoodCalibrationIsGood() throws IOException {
        CalibrationReport report = EdgeAgreement.check(KittiPass.open(8), EdgeOptions.defaults(), Progress.NONE);
        assertThat(report.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(report.headline()).isEqualTo("Pass is good");
        assertThat(report.culprit()).isEmpty();
        PairCheck pair = report.pairs().getFirst();
        assertThat(pair.rotationDegrees()).isLessThan(0.3);
        assertThat(pair.framesUsed()).isEqualTo(8);
        assertThat(pair.curve()).hasSize(8);
        assertThat(EdgeAgreement.check(KittiPass.open(8), EdgeOptions.defaults(), Progress.NONE)).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0, yaw", "0.7, 0, 0, pitch", "0, 0.2, -1.2, roll"})
    void aTurnedCameraIsFoundWithItsAngle(double pitch, double yaw, double roll, String axis) throws IOException {
        KittiPass pass = KittiPass.open(8);
        PairCheck good = EdgeAgreement.check(pass, EdgeOptions.defaults(), Progress.NONE).pairs().getFirst();
        Turned turned = Turned.of(pass, KittiPass.CAMERA, pitch, yaw, roll);
        CalibrationReport report = EdgeAgreement.check(turned, EdgeOptions.defaults(), Progress.NONE);
        PairCheck bad = report.pairs().getFirst();
        assertThat(report.verdict()).isEqualTo(Verdict.DRIVE_AGAIN);
        assertThat(report.culprit()).contains(KittiPass.CAMERA);
        assertThat(bad.sentence()).contains("image_02 turned").contains(axis);
        assertThat(bad.pitchDegrees() - good.pitchDegrees()).isCloseTo(pitch, within(0.1));
        assertThat(bad.yawDegrees() - good.yawDegrees()).isCloseTo(yaw, within(0.1));
        assertThat(bad.rollDegrees() - good.rollDegrees()).isCloseTo(roll, within(0.15));
        assertThat(bad.agreementCorrected()).isGreaterThan(bad.agreementRecorded() + 0.03);
        // The correction leads back to the mount as it was, but for what the good calibration itself is off.
        Pose off = good.correctedEgoFromCamera().inverse().times(bad.correctedEgoFromCamera());
        assertThat(Math.toDegrees(off.rotation().angle())).isLessThan(0.2 + good.rotationDegrees());
    }

    @Test
    void theEvidenceShowsTheCorrectionAtWork() throws IOException {
        Turned turned = Turned.of(KittiPass.open(8), KittiPass.CAMERA, 0, 1, 0);
        PairCheck pair = EdgeAgreement.check(turned, EdgeOptions.defaults(), Progress.NONE).pairs().getFirst();
        Pose recorded = turned.capture().sensor(KittiPass.CAMERA).orElseThrow().egoFromSensor();
        EdgeEvidence before = EdgeAgreement.evidence(turned, KittiPass.CAMERA, 3, recorded);
        EdgeEvidence after = EdgeAgreement.evidence(turned, KittiPass.CAMERA, 3, pair.correctedEgoFromCamera());
        assertThat(after.agreement()).isGreaterThan(before.agreement() + 0.03);
        assertThat(before.u()).hasSameSizeAs(before.agrees()).hasSameSizeAs(before.v());
        for (int i = 0; i < after.u().length; i++) {
            assertThat(after.u()[i]).isBetween(0f, 1242f);
            assertThat(after.v()[i]).isBetween(0f, 375f);
        }
    }

    @Test
    void tooFewFramesSayNothing() throws IOException {
        CalibrationReport report = EdgeAgreement.check(KittiPass.open(3), EdgeOptions.defaults(), Progress.NONE);
        assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(report.sentence()).isEqualTo("Cannot tell: of image_02 there are 3 of 5 frames needed.");
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        KittiPass pass = KittiPass.open(1);
        assertThatThrownBy(() -> EdgeAgreement.evidence(pass, new SensorId("cam_x"), 0, Pose.IDENTITY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cam_x has no lens");
        assertThatThrownBy(() -> EdgeAgreement.evidence(pass, KittiPass.CAMERA, 7, Pose.IDENTITY))
                .hasMessageContaining("no frame 7");
        assertThatThrownBy(() -> EdgeImage.of(new byte[] {1, 2, 3}, 100, 2, "cam, frame 4"))
                .hasMessageContaining("cam, frame 4: neither JPEG nor PNG");
    }
}
