package plumbline.app.ui.layout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.nio.charset.StandardCharsets;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import tools.jackson.databind.json.JsonMapper;

/** A layout as JSON, as in {@code docs/formats/layouts.md}. Sizes in layout pixels. */
final class DockJson {
    static final int FORMAT = 1;
    private static final int MOST = 200;

    private DockJson() {}

    static String write(DockState state) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("layout", FORMAT);
        for (Side side : Side.values()) {
            DockState.Column c = state.sides().get(side);
            root.put(side.word(), Map.of(
                    "size", c.size(),
                    "stacks", c.stacks().stream()
                            .map(s -> Map.of("id", s.id(), "weight", s.weight(), "panes", s.panes(), "shown", s.shown()))
                            .toList()));
        }
        return JsonMapper.builder().build().writeValueAsString(root);
    }

    /** {@code where} names the file or place for the sentence of an error. What fills the window is not kept. */
    static DockState read(String where, String json) throws FormatException {
        JsonValue root = JsonValue.parse(where, json.getBytes(StandardCharsets.UTF_8));
        if (root.get("layout").integer(0, Integer.MAX_VALUE) != FORMAT) {
            throw root.bad("a layout of another version of Plumbline");
        }
        Map<Side, DockState.Column> sides = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            JsonValue c = root.get(side.word());
            List<DockState.Stack> stacks = new ArrayList<>();
            for (JsonValue s : c.items("stacks")) {
                List<String> panes = new ArrayList<>();
                for (JsonValue p : s.items("panes")) {
                    panes.add(p.text());
                }
                stacks.add(new DockState.Stack(
                        s.get("id").text(), s.get("weight").finite(), panes, s.get("shown").text()));
            }
            if (stacks.size() > MOST) {
                throw c.bad("more than " + MOST + " stacks at one side");
            }
            sides.put(side, new DockState.Column(c.get("size").finite(), stacks));
        }
        return new DockState(sides, Optional.empty());
    }
}
