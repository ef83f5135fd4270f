package plumbline.storage.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.KeyFile;

/** Signatures, branches, blame, restore, revert and reflog on a real project. */
class HistoryTest {
    @TempDir
    Path folder;

    private Actor signing(String user) {
        return new Actor(user, "bench-1", "labelling", () -> Optional.of(KeyFile.in(folder.resolve("keys-" + user))));
    }

    private Project init(Actor actor) throws IOException {
        Project p = Projects.init(folder.resolve("p"), "Test", actor);
        p.importCapture(new Street("street", 1, 3, 20), Governance.DEFAULT, Progress.NONE);
        return p;
    }

    private static Hash capture(Project p) {
        return p.captures().getFirst().hash();
    }

    private static Label.Cuboid label(Project p, int index) {
        return (Label.Cuboid) p.labels(capture(p)).all().get(index);
    }

    private static void replace(Project p, String what, Label before, Label after) {
        Hash capture = capture(p);
        new History(p.labels(capture), p.journal(capture)).apply(ChangeSet.of(what, Change.replace(before, after)));
    }

    @Test
    void versionsAreSignedByTheirActorAndAnyChangeShows() throws IOException {
        try (Project p = init(signing("anna"))) {
            Version v = p.head().orElseThrow();
            assertThat(p.history().signature(v.hash())).isEqualTo(Version.Signature.SIGNED);
            assertThat(v.seal().orElseThrow().keyId()).isEqualTo(KeyFile.in(folder.resolve("keys-anna")).keyId());
            assertThat(v.calibrations()).containsOnlyKeys(capture(p));
            assertThat(p.replica().read(v.calibrations().get(capture(p)))).isNotEmpty();
            String text = new String(p.replica().read(v.hash()), StandardCharsets.UTF_8);
            String other = Base64.getEncoder().encodeToString(KeyFile.in(folder.resolve("keys-mallory")).publicKey());
            List<String> forged = List.of(
                    text.replace("Import street", "Import  street"),
                    text.replace(v.seal().orElseThrow().publicKey(), other),
                    text.replace("\"author\":\"anna\"", "\"author\":\"mallory\""),
                    text.replace(v.seal().orElseThrow().signature(), "AAAA"),
                    text.replace(v.seal().orElseThrow().signature(), "no base64"));
            for (String f : forged) {
                byte[] bytes = f.getBytes(StandardCharsets.UTF_8);
                Hash hash = Hash.of(bytes);
                p.replica().write(hash, bytes);
                assertThat(hash).isNotEqualTo(v.hash());
                assertThat(p.history().signature(hash)).as(f).isEqualTo(Version.Signature.BAD);
            }
            TreeMap<String, Object> bare = Json.map(Json.parse("version", text));
            for (String key : List.of("signature", "signer", "calibrations")) {
                bare.remove(key);
            }
            byte[] schema1 = Json.write(bare).getBytes(StandardCharsets.UTF_8);
            p.replica().write(Hash.of(schema1), schema1);
            p.replica().updateRef("heads/old", Optional.empty(), Hash.of(schema1));
            Version old = p.resolve("old");
            assertThat(p.history().signature(old.hash())).isEqualTo(Version.Signature.UNSIGNED);
            assertThat(old.calibrations()).isEmpty();
            assertThat(p.labelsAt(old.hash(), capture(p))).isEqualTo(p.labelsAt(v.hash(), capture(p)));
        }
    }

    @Test
    void withoutAKeyAVersionSaysThatItIsUnsignedAndAContractIsPinned() throws IOException {
        try (Project p = init(Street.ANNA)) {
            assertThat(p.history().signature(p.head().orElseThrow().hash())).isEqualTo(Version.Signature.UNSIGNED);
            Hash contract = p.history().pinContract("{ \"name\":\"street\" }");
            Version v = p.commit("Under contract");
            assertThat(v.contract()).contains(contract);
            assertThat(p.replica().closure(v.hash())).contains(contract).containsAll(v.calibrations().values());
        }
    }

    @Test
    void branchesAreMadeSwitchedAndDeletedAndNothingIsLost() throws IOException {
        try (Project p = init(Street.ANNA)) {
            Version first = p.head().orElseThrow();
            replace(p, "Turn", label(p, 0), label(p, 0).withClass("Tram"));
            Version second = p.commit("A tram");
            p.history().createBranch("trial", first.hash());
            assertThat(p.branch()).isEqualTo("main");
            p.history().switchTo("trial", false);
            assertThat(p.branch()).isEqualTo("trial");
            assertThat(p.labels(capture(p))).isEqualTo(p.labelsAt(first.hash(), capture(p)));
            replace(p, "Turn", label(p, 1), label(p, 1).withFinalised(true));
            assertThatThrownBy(() -> p.history().switchTo("main", false)).hasMessageContaining("1 edit is not committed");
            Version lost = p.commit("On trial");
            assertThat(lost.parents()).containsExactly(first.hash());
            assertThatThrownBy(() -> p.history().deleteBranch("trial")).hasMessageContaining("worked on");
            p.history().switchTo("main", false);
            assertThat(p.head()).contains(second);
            p.createTag("v1", second.hash());
            p.history().deleteBranch("trial");
            p.history().deleteTag("v1");
            assertThat(p.history().branches()).containsOnlyKeys("main");
            assertThat(p.history().tags()).isEmpty();
            List<RefMove> moves = p.history().reflog(100);
            RefMove gone = moves.stream().filter(m -> m.ref().equals("heads/trial")).findFirst().orElseThrow();
            assertThat(gone.before()).contains(lost.hash());
            assertThat(gone.after()).isEmpty();
            assertThat(gone.user()).isEqualTo("anna");
            p.history().createBranch("found", gone.before().orElseThrow());
            assertThat(p.resolve("found")).isEqualTo(lost);
            Map<String, Optional<Hash>> last = new TreeMap<>();
            for (RefMove m : moves.reversed()) {
                assertThat(m.before()).as(m.ref()).isEqualTo(last.getOrDefault(m.ref(), Optional.empty()));
                last.put(m.ref(), m.after());
            }
            assertThat(last.get("HEAD")).contains(second.hash());
            assertThat(p.verifyAudit().valid()).isTrue();
        }
    }

    @Test
    void blameNamesVersionPersonAndTimeOfEachField() throws IOException {
        Hash capture;
        Version imported;
        Version classed;
        LabelId id;
        try (Project p = init(Street.ANNA)) {
            capture = capture(p);
            imported = p.head().orElseThrow();
            id = label(p, 3).id();
            replace(p, "Class", label(p, 3), label(p, 3).withClass("Tram").withAttribute("occluded", "fully"));
        }
        try (Project p = Projects.open(folder.resolve("p"), signing("ben"))) {
            classed = p.commit("By ben");
            replace(p, "Other", label(p, 5), label(p, 5).withFinalised(true));
            p.commit("Another label");
            replace(p, "Turn", label(p, 3), label(p, 3).withBox(label(p, 3).box().turned(0.2)));
            Map<String, Blame> by = p.history().blame(capture, id).stream()
                    .collect(Collectors.toMap(Blame::group, Function.identity()));
            assertThat(by).containsOnlyKeys("geometry", "class", "track", "review", "attribute:occluded");
            assertThat(by.get("track").version()).contains(imported.hash());
            assertThat(by.get("class").version()).contains(classed.hash());
            assertThat(by.get("class").value()).isEqualTo("Tram");
            assertThat(by.get("class").user()).as("who edited, not who committed").isEqualTo("anna");
            assertThat(by.get("attribute:occluded").version()).contains(classed.hash());
            assertThat(by.get("geometry").version()).isEmpty();
            assertThat(by.get("geometry").user()).isEqualTo("ben");
            assertThat(by.get("geometry").at()).isAfter(classed.at());
        }
    }

    @Test
    void aLabelOrAWholeVersionIsBroughtForwardAsAnEdit() throws IOException {
        try (Project p = init(Street.ANNA)) {
            Hash capture = capture(p);
            Version first = p.head().orElseThrow();
            Label.Cuboid gone = label(p, 2);
            History h = new History(p.labels(capture), p.journal(capture));
            h.apply(ChangeSet.of("Delete", Change.delete(gone)));
            replace(p, "Turn", label(p, 4), label(p, 4).withBox(label(p, 4).box().turned(0.2)));
            p.commit("Less");
            assertThat(p.history().restore(first.hash(), Set.of(gone.id())).get(capture).changes()).hasSize(1);
            assertThat(p.labels(capture).find(gone.id())).contains(gone);
            assertThat(p.uncommittedEdits()).isEqualTo(1);
            new History(p.labels(capture), p.journal(capture)).undo();
            assertThat(p.labels(capture).find(gone.id())).isEmpty();
            assertThat(p.history().restore(first.hash(), Set.of()).get(capture).changes()).hasSize(2);
            assertThat(p.labels(capture)).isEqualTo(p.labelsAt(first.hash(), capture));
            assertThat(p.commit("As before").labelRoots()).isEqualTo(first.labelRoots());
            assertThatThrownBy(() -> p.history().restore(first.hash(), Set.of(new LabelId("nobody"))))
                    .hasMessageContaining("has no label nobody");
            assertThat(p.history().restore(first.hash(), Set.of(gone.id()))).isEmpty();
        }
    }

    @Test
    void revertTakesOneVersionBackAndLeavesWhatCameAfter() throws IOException {
        try (Project p = init(Street.ANNA)) {
            Hash capture = capture(p);
            Label.Cuboid first = label(p, 2);
            replace(p, "Class", first, first.withClass("Tram").withTrack(new plumbline.annotation.label.TrackId("new")));
            Version middle = p.commit("A tram");
            Label.Cuboid tram = label(p, 2);
            replace(p, "Turn", tram, tram.withBox(tram.box().turned(0.3)));
            assertThatThrownBy(() -> p.history().revert(middle.hash())).hasMessageContaining("not committed");
            p.commit("Turned");
            VersionHistory.Reverted done = p.history().revert(middle.hash());
            assertThat(done.conflicts()).isEmpty();
            assertThat(done.version().orElseThrow().message()).startsWith("Revert " + middle.hash().shortHex());
            assertThat(label(p, 2)).isEqualTo(first.withBox(tram.box().turned(0.3)));
            replace(p, "Class", label(p, 2), label(p, 2).withClass("Van"));
            p.commit("A pedestrian");
            VersionHistory.Reverted clash = p.history().revert(done.version().orElseThrow().hash());
            assertThat(clash.version()).isEmpty();
            assertThat(clash.conflicts()).singleElement().satisfies(d -> assertThat(d.groups()).containsExactly("class"));
            assertThat(label(p, 2).className()).isEqualTo("Van");
            assertThatThrownBy(() -> p.history().revert(p.log(p.head().orElseThrow().hash()).getLast().hash()))
                    .hasMessageContaining("first one");
            assertThat(p.verifyAudit().valid()).isTrue();
        }
    }
}
