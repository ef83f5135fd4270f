package plumbline.app.cli;

import java.util.List;

/** All verbs. A new one is one class and one line here. */
public final class Commands {
    public static final List<Class<?>> ALL = List.of(
            DoctorCommand.class,
            InfoCommand.class,
            ConvertCommand.class,
            InitCommand.class,
            ImportCommand.class,
            TilesCommand.class,
            RenderCommand.class,
            FilmCommand.class,
            ProjectCommand.class,
            LabelCommand.class,
            OntologyCommand.class,
            ScenarioCommand.class,
            TaskCommand.class,
            CommentCommand.class,
            QaCommand.class,
            CalibCommand.class,
            CommitCommand.class,
            LogCommand.class,
            ShowCommand.class,
            DiffCommand.class,
            CheckoutCommand.class,
            MergeCommand.class,
            ConflictsCommand.class,
            BranchCommand.class,
            TagCommand.class,
            BlameCommand.class,
            RestoreCommand.class,
            RevertCommand.class,
            ReflogCommand.class,
            RepairCommand.class,
            CompactCommand.class,
            StatusCommand.class,
            ServeCommand.class,
            PushCommand.class,
            PullCommand.class,
            CloneCommand.class,
            UserCommand.class,
            KeyCommand.class,
            PolicyCommand.class,
            AuditCommand.class,
            LineageCommand.class,
            ExportCommand.class,
            SimulateCommand.class,
            BenchCommand.class,
            TourCommand.class,
            OpenCommand.class);

    private Commands() {}
}
