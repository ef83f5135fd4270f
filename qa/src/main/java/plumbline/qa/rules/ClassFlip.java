package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;

/** One object has one class; the fix gives the stretch that differs the class of the track's other labels. */
public final class ClassFlip implements Rule {
    @Override
    public String id() {
        return "class.flip";
    }

    @Override
    public String title() {
        return "Tracks whose labels have more than one class";
    }

    @Override
    public List<Finding> check(Scene scene) {
        List<Finding> out = new ArrayList<>();
        for (List<Cuboid> track : Tracks.of(scene).values()) {
            String most = mostFrequent(track);
            for (int i = 0; i < track.size(); i++) {
                String name = track.get(i).className();
                if (!name.equals(most)) {
                    int end = i + 1;
                    while (end < track.size() && track.get(end).className().equals(name)) {
                        end++;
                    }
                    out.add(finding(track.subList(i, end), most));
                    i = end - 1;
                }
            }
        }
        return out;
    }

    private Finding finding(List<Cuboid> stretch, String most) {
        Cuboid first = stretch.getFirst();
        Finding finding = Finding.of(
                id(), Severity.MEDIUM, Tracks.place(first),
                "Track " + first.track() + " is " + most + ", but " + first.className() + " in "
                        + (stretch.size() == 1 ? "1 frame" : stretch.size() + " frames"),
                Tracks.evidence(
                        "class", first.className(), "trackClass", most, "frames", Integer.toString(stretch.size())));
        if (stretch.stream().anyMatch(Cuboid::finalised)) {
            return finding;
        }
        return finding.withFix(new ChangeSet(
                "Make track " + first.track() + " a " + most,
                stretch.stream().map(c -> Change.replace(c, c.withClass(most))).toList()));
    }

    private static String mostFrequent(List<Cuboid> track) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        track.forEach(c -> counts.merge(c.className(), 1, Integer::sum));
        String best = counts.firstKey();
        for (Map.Entry<String, Integer> e : counts.entrySet()) {
            best = e.getValue() > counts.get(best) ? e.getKey() : best;
        }
        return best;
    }
}
