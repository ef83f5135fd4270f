package plumbline.app.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;
import plumbline.storage.project.Project;
import tools.jackson.databind.json.JsonMapper;

/**
 * Views that were kept with a project under a name: a list of name and link, JSON in the project's setting {@code views}.
 * Reads and writes the project; off the FX thread.
 */
public record KeptViews(List<Kept> views) {
    private static final String KEY = "views";
    private static final int MOST = 200;

    public record Kept(String name, ViewLink link) {}

    public KeptViews {
        views = List.copyOf(views);
    }

    /** Broken entries are a {@link FormatException} that names the project. */
    public static KeptViews of(Project project) throws FormatException {
        Optional<String> json = project.setting(KEY);
        List<Kept> out = new ArrayList<>();
        if (json.isPresent()) {
            JsonValue root = JsonValue.parse(
                    "the kept views of project " + project.name(), json.get().getBytes(StandardCharsets.UTF_8));
            for (JsonValue v : root.items()) {
                try {
                    out.add(new Kept(v.get("name").text(), ViewLink.parse(v.get("link").text())));
                } catch (IllegalArgumentException e) {
                    throw v.bad(e.getMessage());
                }
            }
        }
        return new KeptViews(out);
    }

    /** With one more at the end, in place of one of the same name. */
    public KeptViews with(String name, ViewLink link) {
        List<Kept> next = new ArrayList<>(views);
        Kept made = new Kept(name, link);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).name().equals(name)) {
                next.set(i, made);
                return new KeptViews(next);
            }
        }
        if (next.size() >= MOST) {
            throw new IllegalArgumentException(MOST + " views are kept already; delete one first.");
        }
        next.add(made);
        return new KeptViews(next);
    }

    public KeptViews without(String name) {
        return new KeptViews(views.stream().filter(v -> !v.name().equals(name)).toList());
    }

    public void write(Project project) {
        project.setSetting(KEY, JsonMapper.builder().build().writeValueAsString(views.stream().map(v -> {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("name", v.name());
            m.put("link", v.link().text());
            return m;
        }).toList()));
    }
}
