using SqueezeFlow.Client.Shell;

namespace SqueezeFlow.Client.Tests.Shell;

public sealed class CommandHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    [Fact]
    public void Lines_outlive_the_process_without_repeats_and_without_keys()
    {
        var path = CommandHistory.DefaultPath(name => name == "XDG_STATE_HOME" ? _folder : null);
        var history = CommandHistory.Open(path);

        foreach (var line in (string[])["status", "status", "pause --api-key secret", "feeds"])
        {
            history.Add(line);
        }

        Assert.Equal(["status", "feeds"], CommandHistory.Open(path).Lines);
        Assert.Equal(Path.Combine(_folder, "squeezeflow", "history"), path);
    }

    [Fact]
    public void Only_the_owner_can_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
        }

        var path = Path.Combine(_folder, "history");

        CommandHistory.Open(path).Add("status");

        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public void A_long_file_is_cut_to_its_last_thousand_lines()
    {
        var path = Path.Combine(_folder, "history");
        File.WriteAllLines(path, Enumerable.Range(0, 2_500).Select(n => $"line {n}"));

        var lines = CommandHistory.Open(path).Lines;

        Assert.Equal((1_000, "line 2499"), (lines.Count, lines[^1]));
        Assert.Equal(1_000, File.ReadAllLines(path).Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
