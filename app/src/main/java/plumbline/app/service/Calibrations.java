package plumbline.app.service;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.EdgeAgreement;
import plumbline.qa.calibration.EdgeOptions;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import tools.jackson.databind.json.JsonMapper;

/** The calibration check of a pass, recorded with the project when it is of one. */
public final class Calibrations {
    private Calibrations() {}

    public static CalibrationReport check(CaptureSource source, Progress progress) throws IOException {
        return EdgeAgreement.check(source, EdgeOptions.defaults(), progress);
    }

    /** As above; verdict and numbers go into lineage and audit log. */
    public static CalibrationReport check(Session session, Progress progress) throws IOException {
        CalibrationReport report = check(session.source(), progress);
        Project project = session.project();
        if (!progress.cancelled() && !project.readOnly()) {
            TreeMap<String, String> facts = new TreeMap<>();
            facts.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
            facts.put("parameter.method", "lidar depth edges against image edges");
            report.pairs().forEach(p ->
                    facts.put(p.camera().value(), String.format(Locale.ROOT, "%.3f deg", p.rotationDegrees())));
            Instant now = Instant.now();
            String id = "check:calibration:" + now.toEpochMilli();
            project.recordLineage(
                    new LineageGraph.Node(id, "check", report.headline(), now, project.actor().user(), facts),
                    List.of(session.stored().hash().hex()),
                    "calibration check");
            project.record("check", id, JsonMapper.shared().writeValueAsString(facts));
        }
        return report;
    }
}
