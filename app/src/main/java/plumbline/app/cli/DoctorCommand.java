package plumbline.app.cli;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import plumbline.storage.project.Examination;
import plumbline.storage.project.Projects;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.Renderers;

@Command(name = "doctor", description = "What this machine has and what will be used; with --project, whether all in it is sound.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Runtime runtime = Runtime.getRuntime();
        boolean display = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null
                || !System.getProperty("os.name").startsWith("Linux");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("java", Runtime.version().toString());
        String used;
        try (PointRenderer renderer = Renderers.create(RendererChoice.AUTO)) {
            used = renderer.name();
            json.put("renderer", used);
            json.put("rendererDescription", renderer.description());
        }
        try (PointRenderer gl = Renderers.create(RendererChoice.GL)) {
            json.put("glRenderer", gl.name().equals("gl") ? gl.description() : null);
        }
        json.put("display", display);
        json.put("cores", runtime.availableProcessors());
        json.put("memoryBytes", runtime.maxMemory());
        json.put("diskFreeBytes", new File("").getAbsoluteFile().getUsableSpace());
        List<String> lines = new ArrayList<>(List.of(
                "Java        " + json.get("java"),
                "Drawing     " + (used.equals("gl") ? "OpenGL" : "Java, no graphics card") + " (" + json.get("rendererDescription") + ")",
                "OpenGL      " + (json.get("glRenderer") == null ? "none found; libegl1 would bring it on Debian" : json.get("glRenderer")),
                "Display     " + (display ? "yes" : "none: the window needs one, every other verb works without"),
                "Cores       " + json.get("cores"),
                "Memory      " + runtime.maxMemory() / (1 << 20) + " MiB for this program",
                "Disk free   " + (long) json.get("diskFreeBytes") / (1 << 30) + " GiB here"));
        int exit = Exit.DONE;
        if (common.project.isPresent()) {
            exit = project(json, lines);
        }
        common.answer(json, lines);
        return exit;
    }

    /** With a project: everything in it, which takes as long as reading it. */
    private int project(Map<String, Object> json, List<String> lines) {
        Examination found = Projects.examine(common.project.orElseThrow(), common.actor());
        json.put("project", RepairCommand.json(found));
        lines.add("Project     " + found.objects() + " objects, " + found.versions() + " versions, " + found.labels()
                + " labels: " + (found.sound() ? "all as it should be" : found.faults().size() + " faults"));
        found.faults().forEach(f -> lines.add("  " + f.where() + ": " + f.what()));
        return found.sound() ? Exit.DONE : Exit.CHECK_FAILED;
    }
}
