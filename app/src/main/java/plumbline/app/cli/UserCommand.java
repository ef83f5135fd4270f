package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.PasswordFiles;
import plumbline.storage.access.Access;
import plumbline.storage.access.Role;
import plumbline.storage.access.User;
import plumbline.storage.project.Project;

@Command(name = "user", description = "Local accounts of a project and their roles.", subcommands = {
    UserCommand.Add.class, UserCommand.ListAll.class, UserCommand.SetRole.class, UserCommand.Disable.class,
    UserCommand.Enable.class, UserCommand.Passwd.class
})
final class UserCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException(
                "Say what to do: user list, add NAME --role R, role NAME R, disable NAME, enable NAME, or passwd NAME.");
    }

    /** Where a new password comes from. */
    static final class NewPassword {
        @Option(names = "--new-password-file", paramLabel = "FILE", description = "The first line of a file.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--password-stdin", description = "The first line of standard input.")
        private boolean stdin;

        @Option(names = "--no-password", description = "None: whoever uses the name is believed.")
        private boolean none;

        private int given() {
            return (file.isPresent() ? 1 : 0) + (stdin ? 1 : 0) + (none ? 1 : 0);
        }
    }

    private static Optional<String> fresh(NewPassword from, String user) throws IOException {
        if (from.given() > 1) {
            throw new IllegalArgumentException("Give one of --new-password-file, --password-stdin and --no-password.");
        }
        if (from.none) {
            return Optional.empty();
        }
        if (from.file.isPresent()) {
            return Optional.of(PasswordFiles.read(from.file.get()));
        }
        if (from.stdin) {
            return Optional.of(PasswordFiles.read("standard input", System.in));
        }
        Optional<String> first = Secrets.prompt("New password of " + user + ": ");
        if (first.isEmpty()) {
            throw new IllegalArgumentException("There is no terminal to ask for a password on. Give --new-password-file FILE,"
                    + " --password-stdin, or --no-password. Nothing was changed.");
        }
        if (!first.equals(Secrets.prompt("Again: "))) {
            throw new IllegalArgumentException("The two passwords differ. Nothing was changed.");
        }
        return first;
    }

    private static Set<Role> roles(List<String> words) {
        return words.stream().map(Role::of).collect(Collectors.toCollection(TreeSet::new));
    }

    static Map<String, Object> json(User u) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("name", u.name());
        m.put("roles", u.roles().stream().map(Role::word).toList());
        m.put("disabled", u.disabled());
        m.put("password", u.hasPassword());
        m.put("added", u.added().toString());
        m.put("addedBy", u.addedBy());
        return m;
    }

    private static String line(User u) {
        return u.name() + ": " + u.roles().stream().map(Role::word).collect(Collectors.joining(", "))
                + (u.hasPassword() ? "" : "; no password") + (u.disabled() ? "; disabled" : "");
    }

    private interface Change {
        User on(Access access) throws IOException;
    }

    private static Integer change(Common common, Change change) throws IOException {
        try (Project project = common.openProject()) {
            User u = change.on(project.access());
            common.answer(json(u), List.of(line(u)));
        }
        return Exit.DONE;
    }

    @Command(name = "add", description = "Adds an account; the first one is an admin.")
    static final class Add implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Option(names = "--role", required = true, split = ",", paramLabel = "R",
                description = "annotator, reviewer, field-lead, safety-engineer, curator, admin, auditor; several with commas.")
        private List<String> roles;

        @Mixin
        private NewPassword password;

        @Override
        public Integer call() throws IOException {
            Set<Role> known = roles(roles);
            return change(common, a -> a.add(name, known, fresh(password, name)));
        }
    }

    @Command(name = "list", description = "Accounts and roles.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject()) {
                List<User> users = project.access().users();
                List<String> lines = new ArrayList<>(users.stream().map(UserCommand::line).toList());
                if (users.isEmpty()) {
                    lines.add("Nobody has set up users: whoever opens the folder, here " + project.actor().user()
                            + ", owns the project and may do all. Begin with: plumbline user add NAME --role admin");
                }
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("users", users.stream().map(UserCommand::json).toList());
                json.put("you", project.actor().user());
                json.put("standing", PolicyCommand.word(project.access().standing()));
                common.answer(json, lines);
            }
            return Exit.DONE;
        }
    }

    @Command(name = "role", description = "Gives an account these roles in place of those it had.")
    static final class SetRole implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(index = "0", paramLabel = "NAME")
        private String name;

        @Parameters(index = "1", split = ",", paramLabel = "R", description = "Several with commas.")
        private List<String> roles;

        @Override
        public Integer call() throws IOException {
            Set<Role> known = roles(roles);
            return change(common, a -> a.setRoles(name, known));
        }
    }

    @Command(name = "disable", description = "The account may do nothing any more; what it did stays on record.")
    static final class Disable implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Override
        public Integer call() throws IOException {
            return change(common, a -> a.setDisabled(name, true));
        }
    }

    @Command(name = "enable", description = "Lets a disabled account in again.")
    static final class Enable implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Override
        public Integer call() throws IOException {
            return change(common, a -> a.setDisabled(name, false));
        }
    }

    @Command(name = "passwd", description = "Sets a password: one's own, or as an admin anybody's. Ends a lock after failures.")
    static final class Passwd implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NAME")
        private String name;

        @Mixin
        private NewPassword password;

        @Override
        public Integer call() throws IOException {
            return change(common, a -> a.setPassword(name, fresh(password, name)));
        }
    }
}
