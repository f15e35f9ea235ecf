using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>The page about the console keeps up with the console.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Every_command_and_option_is_described()
    {
        var page = Checkout.Read("docs", "console.md");
        using var terminal = new TestTerminal();
        var root = ConsoleCommands.Build(terminal.Terminal);

        Assert.All(root.Subcommands.Where(command => command.Subcommands.Count == 0), command => Assert.Contains("`" + command.Name, page, StringComparison.Ordinal));
        Assert.All(
            root.Subcommands.SelectMany(group => group.Subcommands.Select(command => $"`{group.Name} {command.Name}")), name => Assert.Contains(name, page, StringComparison.Ordinal));
        Assert.All(
            root.Subcommands.SelectMany(command => command.Options).Concat(root.Options.Where(option => option.Recursive)).Where(option => option.Name != "--version"),
            option => Assert.Contains(option.Name, page, StringComparison.Ordinal));
    }
}
