package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.Calibrations;
import plumbline.app.service.Session;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.storage.format.Captures;
import plumbline.storage.project.Project;

@Command(name = "calib", description = "Calibration checks.", subcommands = {CalibCommand.Check.class, CalibCommand.Show.class})
final class CalibCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: calib check, or calib show.");
    }

    @Command(name = "check", description = "Lidar depth edges against image edges for each camera, over the pass.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--path", description = "A capture that is not in a project: nothing is stored.")
        private Optional<Path> path = Optional.empty();

        @Override
        public Integer call() throws IOException {
            CalibrationReport report;
            if (path.isPresent()) {
                try (CaptureSource source = Captures.open(path.get())) {
                    report = Calibrations.check(source, common.progress());
                }
            } else {
                try (Project project = common.openProject();
                        Session session = common.session(project)) {
                    report = Calibrations.check(session, common.progress());
                }
            }
            common.answer(json(report), people(report));
            return report.verdict() == CalibrationReport.Verdict.GOOD ? Exit.DONE : Exit.CHECK_FAILED;
        }

        private static Map<String, Object> json(CalibrationReport report) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("verdict", word(report.verdict()));
            m.put("headline", report.headline());
            m.put("sentence", report.sentence());
            m.put("limitDegrees", report.limitDegrees());
            m.put("culprit", report.culprit().map(SensorId::value).orElse(null));
            m.put("sensors", report.pairs().stream().map(Check::json).toList());
            return m;
        }

        private static Map<String, Object> json(PairCheck p) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("pair", p.camera() + "/" + p.lidar());
            m.put("rotationDegrees", p.rotationDegrees());
            m.put("rollDegrees", p.rollDegrees());
            m.put("pitchDegrees", p.pitchDegrees());
            m.put("yawDegrees", p.yawDegrees());
            m.put("sigmaDegrees", p.sigmaDegrees());
            m.put("translationMetres", p.translationMetres());
            m.put("timeOffsetMs", p.timeOffsetMs());
            m.put("confidence", p.confidence());
            m.put("verdict", word(p.verdict()));
            m.put("agreementRecorded", p.agreementRecorded());
            m.put("agreementCorrected", p.agreementCorrected());
            m.put("framesUsed", p.framesUsed());
            m.put("curve", p.curve());
            return m;
        }

        private static String word(CalibrationReport.Verdict v) {
            return v.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private static List<String> people(CalibrationReport report) {
            List<String> lines = new ArrayList<>();
            lines.add(report.headline());
            lines.add(report.sentence());
            for (PairCheck p : report.pairs()) {
                lines.add(String.format(
                        Locale.ROOT, "%-16s %6.2f° ± %.2f°  edges agree %3.0f %% → %3.0f %%  %s",
                        p.camera(), p.rotationDegrees(), p.sigmaDegrees(), 100 * p.agreementRecorded(),
                        100 * p.agreementCorrected(), word(p.verdict())));
            }
            return lines;
        }
    }

    @Command(name = "show", description = "The calibration of a capture as recorded.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject();
                    Session session = common.session(project)) {
                List<Map<String, Object>> sensors = new ArrayList<>();
                List<String> lines = new ArrayList<>();
                for (Sensor s : session.capture().sensors()) {
                    Map<String, Object> m = new LinkedHashMap<>();
                    m.put("id", s.id().value());
                    m.put("kind", s.kind().name().toLowerCase(Locale.ROOT));
                    m.put("egoFromSensor", s.egoFromSensor().toRowMajor());
                    m.put("lens", s.lens().orElse(null));
                    sensors.add(m);
                    lines.add(String.format(
                            Locale.ROOT, "%-18s %-7s x %.3f y %.3f z %.3f m", s.id(), m.get("kind"),
                            s.egoFromSensor().m03(), s.egoFromSensor().m13(), s.egoFromSensor().m23()));
                }
                common.answer(Map.of("sensors", sensors), lines);
                return Exit.DONE;
            }
        }
    }
}
