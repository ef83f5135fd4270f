package plumbline.app.service;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.scene.Progress;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.StorageException;

/** A new project about one recording: both come to be, or neither. Called off the window's thread. */
public final class NewProjects {
    /** The open project, the caller's to close, and what was imported into it. */
    public record Made(Project project, Project.Imported imported) {}

    /** The open project, the caller's to close, and how the import into it ended. */
    public record Begun(Project project, Imports.Ended ended) {}

    private NewProjects() {}

    /** A name for people, from a capture's file or folder: {@code drive_0005.mcap} becomes {@code drive 0005}. */
    public static String nameFor(Path capture) {
        Path last = capture.toAbsolutePath().normalize().getFileName();
        String file = last == null ? "" : last.toString();
        String stem = Files.isDirectory(capture) ? file : file.replaceFirst("\\.[A-Za-z0-9]{1,8}$", "");
        String words = stem.replaceAll("[_\\s]+", " ").strip();
        return words.isEmpty() ? "Recording" : words.substring(0, Math.min(100, words.length()));
    }

    /** Beside the capture where this person may write, else in {@code home}. */
    public static Path parentFor(Path capture, Path home) {
        Path parent = capture.toAbsolutePath().normalize().getParent();
        return parent != null && Files.isWritable(parent) ? parent : home;
    }

    /** The folder of a project by name below a parent: letters and digits, the rest hyphens. */
    public static Path folderFor(Path parent, String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
        return parent.resolve(plain.isEmpty() ? "project" : plain + "-project");
    }

    /** A name whose folder does not exist yet: {@code drive 0005}, {@code drive 0005 2}, ... */
    public static String freeName(Path parent, String name) {
        String free = name;
        for (int i = 2; Files.exists(folderFor(parent, free)); i++) {
            free = name + " " + i;
        }
        return free;
    }

    /** Makes the folder, the project in it and imports. Cancelled or failed, the folder is taken away again. */
    public static Made around(
            Path capture, Path folder, String name, Actor actor, Governance governance, Progress progress)
            throws IOException {
        Imports.Request all = new Imports.Request(capture, Optional.empty(), Optional.empty(), governance);
        Begun made = around(all, folder, name, actor, progress);
        return new Made(made.project(), made.ended().brought().orElseThrow().imported());
    }

    /** As above, under a contract: what it refuses leaves no folder, what it sets aside lies in the new project's quarantine. */
    public static Begun around(Imports.Request request, Path folder, String name, Actor actor, Progress progress)
            throws IOException {
        if (Files.exists(folder)) {
            throw new IOException(folder + " exists already. Choose another name or folder; nothing was imported.");
        }
        Project project = Projects.init(folder, name, actor);
        try {
            Imports.Ended ended = Imports.run(project, request, progress);
            if (ended.checked().filter(c -> c.verdict() == Admission.Verdict.BLOCKED).isPresent()) {
                throw new IOException(ended.name() + " is refused by its contract; no project was made.");
            }
            return new Begun(project, ended);
        } catch (IOException | StorageException e) {
            project.close();
            remove(folder);
            throw e;
        }
    }

    private static void remove(Path made) throws IOException {
        Files.walkFileTree(made, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
