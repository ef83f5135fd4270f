package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plumbline.app.service.Session;
import plumbline.app.service.SweepScenes;
import plumbline.app.service.ViewLink;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.StoredCapture;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.LooksText;
import plumbline.viewer3d.render.Pictures;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.view.ViewState;

/** The picture that a link to a view stands for: its capture, frame, camera, clip, looks and selection, without a window. */
final class LinkedPicture {
    private LinkedPicture() {}

    static Pictures.Picture draw(
            Path folder, Common common, ViewLink link, int[] size, int budget, boolean legend, RendererChoice renderer)
            throws IOException {
        if (!Projects.isProject(folder)) {
            throw new IllegalArgumentException(folder + " is no project; --view-link needs the project that has capture "
                    + link.capture() + ".");
        }
        try (Project p = Projects.openReadOnly(folder, common.actor())) {
            StoredCapture capture = p.captures().stream()
                    .filter(c -> c.hash().hex().startsWith(link.capture()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The link is to capture " + link.capture()
                            + ", which project " + p.name() + " does not have."));
            try (Session s = new Session(p, capture)) {
                Looks looks = LooksText.read(link.looks().getOrDefault("points", ""));
                String sweeps = link.looks().getOrDefault("sweeps", "0");
                SweepScenes.Scene scene = new SweepScenes(s.source(), s.labels(), s.ontology()).at(
                        Common.frame(s.capture(), link.frame()),
                        new SweepScenes.Wish(looks, true, sweeps.matches("[0-9]{1,2}") ? Integer.parseInt(sweeps) : 0, budget));
                ViewState at = new ViewState(link.camera(), size[0], size[1], 1, looks.style(), link.clip());
                return Pictures.png(
                        selected(scene.snapshot(), link), at, renderer, true, legend ? scene.legend() : Optional.empty());
            }
        }
    }

    private static SceneSnapshot selected(SceneSnapshot scene, ViewLink link) {
        List<BoxItem> boxes = scene.boxes().stream()
                .map(b -> link.selected().equals(Optional.of(b.id()))
                        ? new BoxItem(b.id(), b.box(), b.rgb(), BoxStyle.SELECTED, b.tag())
                        : b)
                .toList();
        return scene.withBoxes(boxes);
    }
}
