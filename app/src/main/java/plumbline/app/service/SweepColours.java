package plumbline.app.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.PointLooks.Coloured;
import plumbline.app.service.PointLooks.Given;
import plumbline.viewer3d.render.Looks;

/** The colours of a frame's sweep: {@link PointLooks} with what the frame knows besides, its masks and camera images. */
public final class SweepColours {
    private SweepColours() {}

    /** For the window: a colour that these points cannot have gives way to labels over intensity. */
    public static Coloured of(
            Session session, int frame, PointBlock points, List<Label.Cuboid> cuboids, Ontology ontology, Looks looks)
            throws IOException {
        return coloured(
                session, frame, points, cuboids,
                masks(session.labels().inFrame(frame), session.capture().referenceLidar()), ontology, looks);
    }

    /** As {@link #of}, with point masks left to {@link MaskColours}. */
    public static Coloured withoutMasks(
            Session session, int frame, PointBlock points, List<Label.Cuboid> cuboids, Ontology ontology, Looks looks)
            throws IOException {
        return coloured(session, frame, points, cuboids, List.of(), ontology, looks);
    }

    private static Coloured coloured(
            Session session, int frame, PointBlock points, List<Label.Cuboid> cuboids, List<Label.PointMask> masks,
            Ontology ontology, Looks looks)
            throws IOException {
        Frame at = session.frame(frame);
        Optional<int[]> camera = camera(session.source(), at, points, looks);
        boolean possible = PointLooks.has(points, looks.colour())
                && (!looks.colour().equals(PointLooks.CAMERA) || camera.isPresent());
        Looks used = possible ? looks : looks.withColour(PointLooks.LABELS);
        return PointLooks.colour(new Given(points, cuboids, masks, ontology, camera), used);
    }

    /** Strictly as asked: throws {@link IllegalArgumentException} where the points have no such colour. */
    public static Coloured exactly(
            CaptureSource source, Frame frame, PointBlock points, List<Label> labels, Ontology ontology, Looks looks)
            throws IOException {
        List<Label.Cuboid> cuboids = new ArrayList<>();
        for (Label l : labels) {
            if (l instanceof Label.Cuboid c) {
                cuboids.add(c);
            }
        }
        List<Label.PointMask> masks = masks(labels, source.capture().referenceLidar());
        return PointLooks.colour(
                new Given(points, cuboids, masks, ontology, camera(source, frame, points, looks)), looks);
    }

    private static Optional<int[]> camera(CaptureSource source, Frame frame, PointBlock points, Looks looks)
            throws IOException {
        return looks.colour().equals(PointLooks.CAMERA) ? CameraColours.of(source, frame, points) : Optional.empty();
    }

    private static List<Label.PointMask> masks(List<Label> labels, SensorId lidar) {
        List<Label.PointMask> out = new ArrayList<>();
        for (Label l : labels) {
            if (l instanceof Label.PointMask m && m.sensor().equals(lidar)) {
                out.add(m);
            }
        }
        return out;
    }
}
