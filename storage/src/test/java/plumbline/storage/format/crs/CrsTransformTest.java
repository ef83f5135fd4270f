package plumbline.storage.format.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.PointBlock;

/** Against the worked examples of IOGP's Guidance Note 7 part 2, and against Krueger's series for UTM. */
class CrsTransformTest {
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double AXIS = 6_378_137;

    /** Karney 2011 (Krueger 1912) to the third order: metre to millimetre inside a zone. */
    private static double[] utm(double lonDeg, double latDeg, double middleDeg) {
        double n = FLATTENING / (2 - FLATTENING);
        double a = AXIS / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
        double lat = Math.toRadians(latDeg);
        double lon = Math.toRadians(lonDeg - middleDeg);
        double c = 2 * Math.sqrt(n) / (1 + n);
        double t = Math.sinh(atanh(Math.sin(lat)) - c * atanh(c * Math.sin(lat)));
        double xi = Math.atan2(t, Math.cos(lon));
        double eta = atanh(Math.sin(lon) / Math.sqrt(1 + t * t));
        double[] alpha = {
            n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16, 13 * n * n / 48 - 3 * n * n * n / 5, 61 * n * n * n / 240
        };
        double east = eta;
        double north = xi;
        for (int j = 1; j <= 3; j++) {
            east += alpha[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
            north += alpha[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
        }
        return new double[] {500_000 + 0.9996 * a * east, 0.9996 * a * north};
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    @Test
    void utmAgreesWithKruegersSeries() {
        CrsTransform there = CrsTransform.between("EPSG:4326", "EPSG:32632");
        CrsTransform back = CrsTransform.between("EPSG:32632", "EPSG:4326");
        Random r = new Random(1);
        double[] xy = new double[2];
        for (int i = 0; i < 200; i++) {
            double lon = 6 + 6 * r.nextDouble();
            double lat = 40 + 20 * r.nextDouble();
            double[] expected = utm(lon, lat, 9);
            there.apply(lon, lat, xy);
            assertThat(xy).containsExactly(expected, within(2e-3));
            back.apply(xy[0], xy[1], xy);
            assertThat(xy[0]).isEqualTo(lon, within(1e-8));
            assertThat(xy[1]).isEqualTo(lat, within(1e-8));
        }
    }

    @Test
    void theRegistersOwnExamples() {
        double[] xy = new double[2];
        // Transverse Mercator: OSGB 1936 / British National Grid, 50 deg 30' N, 0 deg 30' E.
        CrsTransform.between("EPSG:4277", "EPSG:27700").apply(0.5, 50.5, xy);
        assertThat(xy).containsExactly(new double[] {577_274.99, 69_740.50}, within(0.01));
        // Lambert conic conformal with two parallels, US survey feet: NAD27 / Texas South Central, 28 deg 30' N, 96 deg W.
        CrsTransform.between("EPSG:4267", "EPSG:32040").apply(-96, 28.5, xy);
        assertThat(xy).containsExactly(new double[] {2_963_503.91, 254_759.80}, within(0.02));
    }

    @Test
    void pointsKeepHeightsAndColumnsAndTheNoteSaysSo() {
        PointBlock in = PointBlock.ofExact(
                new double[] {500_000.123, 500_010}, new double[] {5_400_000.25, 5_400_001}, new double[] {410.5, 411}, List.of());
        CrsTransform t = CrsTransform.between("EPSG:25832+7837", "EPSG:25833");
        PointBlock out = t.apply(in);
        assertThat(out.pz(0)).isEqualTo(410.5);
        double[] xy = new double[2];
        t.apply(in.px(1), in.py(1), xy);
        assertThat(new double[] {out.px(1), out.py(1)}).containsExactly(xy);
        assertThat(t.note().orElseThrow()).contains("no geoid");
        assertThat(CrsTransform.between("EPSG:25832+7837", "EPSG:25833+7837").note()).isEmpty();
    }

    @Test
    void whatIsNoSystemIsSaid() {
        assertThatThrownBy(() -> CrsTransform.between("UTM 32", "EPSG:4326")).hasMessageContaining("EPSG:25832 is one");
        assertThatThrownBy(() -> CrsTransform.between("EPSG:999999", "EPSG:4326")).hasMessageContaining("EPSG:999999 is not known");
        assertThatThrownBy(() -> CrsTransform.between("EPSG:32632", "EPSG:4326").apply(Double.NaN, 0, new double[2]))
                .hasMessageContaining("outside");
    }
}
