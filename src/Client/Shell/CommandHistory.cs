namespace SqueezeFlow.Client.Shell;

/// <summary>Lines typed before, oldest first, kept in a file that only its owner can read.</summary>
internal sealed class CommandHistory
{
    private const int MaxLines = 1_000;

    private readonly List<string> _lines = [];
    private readonly string? _path;

    private CommandHistory(string? path) => _path = path;

    /// <summary>Lines, oldest first.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>A history that ends with the process.</summary>
    public static CommandHistory InMemory() => new(path: null);

    /// <summary>Reads the file, if there is one; it is cut to the last thousand lines. Throws what file access throws.</summary>
    public static CommandHistory Open(string path)
    {
        var history = new CommandHistory(path);
        if (File.Exists(path))
        {
            var lines = File.ReadAllLines(path);
            history._lines.AddRange(lines.TakeLast(MaxLines));
            if (lines.Length > 2 * MaxLines)
            {
                File.WriteAllLines(path, history._lines);
            }
        }

        return history;
    }

    /// <summary>The file's place: <c>$XDG_STATE_HOME</c>, else <c>~/.local/state</c>; on Windows the local application data.</summary>
    public static string DefaultPath(Func<string, string?> variable)
    {
        var state = variable("XDG_STATE_HOME");
        var root = !string.IsNullOrEmpty(state) ? state
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(root, "squeezeflow", "history");
    }

    /// <summary>Adds a line, unless it repeats the last one or holds a key. Throws what file access throws.</summary>
    public void Add(string line)
    {
        if (line.Length == 0 || (_lines.Count > 0 && _lines[^1] == line) || line.Contains(ArgumentNames.ApiKeyOption, StringComparison.Ordinal))
        {
            return;
        }

        _lines.Add(line);
        if (_path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(_path, options);
        writer.WriteLine(line);
    }
}
