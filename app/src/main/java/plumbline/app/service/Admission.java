package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.contract.Breach;
import plumbline.storage.contract.ContractCheck;
import plumbline.storage.contract.DataContract;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.dataset.CaptureFolders;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A capture at the door: its contract is checked before anything is stored, and what follows is on record. Blocked, it
 * leaves only an audit entry; quarantined, it is copied whole into the project's {@code quarantine} folder with the
 * reason beside it; admitted, its lineage names the contract.
 */
public final class Admission {
    public static final String QUARANTINE = "quarantine";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What the contract says of a capture. */
    public enum Verdict { ADMITTED, QUARANTINED, BLOCKED }

    private final Project project;
    private final DataContract contract;

    public Admission(Project project, DataContract contract) {
        this.project = project;
        this.contract = contract;
    }

    /** {@code aside} is the folder of a quarantined capture. */
    public record Checked(DataContract contract, Verdict verdict, List<Breach> breaches, Optional<Path> aside) {}

    /** One breach that blocks refuses all of the capture. */
    public static Verdict verdict(List<Breach> breaches) {
        boolean blocked = breaches.stream().anyMatch(b -> b.consequence() == Breach.Consequence.BLOCK);
        return breaches.isEmpty() ? Verdict.ADMITTED : blocked ? Verdict.BLOCKED : Verdict.QUARANTINED;
    }

    Checked check(CaptureSource source, Progress progress) throws IOException {
        List<Breach> breaches = ContractCheck.run(contract, source);
        Verdict verdict = verdict(breaches);
        Optional<Path> aside = verdict == Verdict.QUARANTINED
                ? Optional.of(setAside(source, breaches, progress))
                : Optional.empty();
        Map<String, Object> detail = report(source, verdict, breaches);
        aside.ifPresent(p -> detail.put("folder", QUARANTINE + "/" + p.getFileName()));
        project.record("contract.check", source.capture().name(), JSON.writeValueAsString(detail));
        return new Checked(contract, verdict, breaches, aside);
    }

    /** Ties an imported capture to the contract that let it in. */
    void recordLineage(Project.Imported imported) {
        String id = imported.capture().hash().hex();
        project.recordLineage(
                new LineageGraph.Node(
                        "contract-check:" + UUID.randomUUID(), "contract", "Admitted by " + contract.name() + " "
                                + contract.version(), Instant.now(), project.actor().user(),
                        new TreeMap<>(Map.of(
                                "contract", contract.hash().hex(), "contractId", contract.id(), "version",
                                contract.version(), "breaches", "0"))),
                List.of(id), "check against its contract");
    }

    private Map<String, Object> report(CaptureSource source, Verdict verdict, List<Breach> breaches) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("capture", source.capture().name());
        out.put("verdict", verdict.name().toLowerCase(java.util.Locale.ROOT));
        out.put("contract", contract.hash().hex());
        out.put("contractId", contract.id());
        out.put("contractVersion", contract.version());
        out.put("breaches", breaches.stream().map(Admission::json).toList());
        return out;
    }

    /** A breach as the command line and the report say it. */
    public static Map<String, Object> json(Breach b) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("sensor", b.sensor());
        out.put("rule", b.rule());
        out.put("from", b.fromNanos());
        out.put("to", b.toNanos());
        out.put("measured", b.measured());
        out.put("limit", b.limit());
        out.put("role", b.role());
        out.put("consequence", b.consequence().word());
        out.put("message", b.message());
        return out;
    }

    /** The copy gets its name when it is whole; one that was interrupted is taken away. */
    private Path setAside(CaptureSource source, List<Breach> breaches, Progress progress) throws IOException {
        Path home = project.folder().resolve(QUARANTINE);
        String plain = source.capture().name().replaceAll("[^A-Za-z0-9_.-]", "_");
        String name = plain.isBlank() || plain.startsWith(".") ? "capture" : plain.substring(0, Math.min(80, plain.length()));
        Path place = home.resolve(name);
        for (int i = 2; Files.exists(place); i++) {
            place = home.resolve(name + "-" + i);
        }
        Path temporary = home.resolve("." + place.getFileName() + ".part-" + UUID.randomUUID());
        try {
            CaptureFolders.write(source, temporary.resolve("capture"), progress);
            Map<String, Object> why = report(source, Verdict.QUARANTINED, breaches);
            why.put("at", Instant.now().toString());
            why.put("by", project.actor().user());
            AtomicFile.write(temporary.resolve("reason.json"), JSON.writeValueAsBytes(why));
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            return place;
        } finally {
            if (Files.exists(temporary)) {
                remove(temporary);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.forEach(all::add);
        }
        for (Path p : all.reversed()) {
            Files.delete(p);
        }
    }
}
