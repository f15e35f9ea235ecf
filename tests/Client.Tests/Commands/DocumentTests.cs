using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>The page about the console keeps up with the console.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Every_command_and_option_is_described()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "console.md"));
        using var terminal = new TestTerminal();
        var root = CommandLine.Build(terminal.Terminal);

        Assert.All(root.Subcommands, command => Assert.Contains("`" + command.Name, page, StringComparison.Ordinal));
        Assert.All(
            root.Subcommands.SelectMany(command => command.Options).Concat(root.Options.Where(option => option.Recursive)).Where(option => option.Name != "--version"),
            option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SqueezeFlow.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
