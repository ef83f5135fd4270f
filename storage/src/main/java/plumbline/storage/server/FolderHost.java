package plumbline.storage.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import plumbline.storage.access.Access;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Replica;

/** Projects as folders under one folder: each is an ordinary project that can also be opened where it lies. */
public final class FolderHost implements ProjectHost {
    private final Path folder;
    private final Actor actor;
    private final Map<String, Project> open = new TreeMap<>();

    public FolderHost(Path folder, Actor actor) throws IOException {
        this.folder = Files.createDirectories(folder).toRealPath();
        this.actor = actor;
    }

    @Override
    public synchronized List<String> names() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Projects::isProject).map(p -> p.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Optional<Replica> find(String name) {
        return opened(name).map(Project::replica);
    }

    @Override
    public synchronized Optional<Access> access(String name) {
        return opened(name).map(Project::access);
    }

    private Optional<Project> opened(String name) {
        Project known = open.get(name);
        if (known == null && Projects.isProject(place(name))) {
            known = Projects.open(place(name), actor);
            open.put(name, known);
        }
        return Optional.ofNullable(known);
    }

    @Override
    public synchronized Replica create(String name) {
        return find(name).orElseGet(() -> {
            Project made = Projects.initEmptyReplica(place(name), name, actor);
            open.put(name, made);
            return made.replica();
        });
    }

    private Path place(String name) {
        Path place = folder.resolve(name).normalize();
        if (!folder.equals(place.getParent())) {
            throw new IllegalArgumentException("\"" + name + "\" would leave the server's folder");
        }
        return place;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Project::close);
        open.clear();
    }
}
