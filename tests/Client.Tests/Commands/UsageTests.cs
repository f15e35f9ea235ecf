using System.CommandLine;
using System.CommandLine.Help;
using SqueezeFlow.Client.Commands;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Tests.Doubles;

namespace SqueezeFlow.Client.Tests.Commands;

/// <summary>Bad usage is one line with name, value and fix.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("watch", "SYMBOL: missing: give one, e.g. squeezeflow watch BTC")]
    [InlineData("fedes", "'fedes': unknown command: did you mean 'feeds'? see: squeezeflow --help")]
    [InlineData("status surplus", "'surplus': unknown argument: see: squeezeflow status --help")]
    [InlineData("status --jsn", "'--jsn': unknown option: did you mean '--json'? see: squeezeflow status --help")]
    [InlineData("signals --limit abc", "--limit: 'abc' is not a whole number from 1 to 10000: give e.g. --limit 20")]
    [InlineData("signals --limit 0", "--limit: '0' is not a whole number from 1 to 10000: give e.g. --limit 20")]
    [InlineData("signals --limit", "--limit: no value: give --limit N (see: squeezeflow signals --help)")]
    [InlineData("signals --stats --follow", "--follow: does not go with --stats: leave one of the two out")]
    [InlineData("signals --stats --symbol BTC", "--symbol: does not go with --stats: leave one of the two out")]
    [InlineData("signals --days 7", "--days: goes with --stats alone: add --stats or leave it out")]
    [InlineData("signals --stats --days 7 --from 2025-01-01", "--days: does not go with --from: leave one of the two out")]
    [InlineData("signals --stats --from 2025-01-02 --to 2025-01-02", "--from: '2025-01-02 00:00:00' is not before the end, 2025-01-02 00:00:00: give an earlier time")]
    [InlineData("signals --stats --days 0", "--days: '0' is not a whole number from 1 to 3660: give e.g. --days 30")]
    [InlineData("signals --source external", "--source: goes with --stats alone: add --stats or leave it out")]
    [InlineData("signal long BTC", "--yes: missing: nobody can be asked here, give it to go on")]
    [InlineData("signal buy BTC --yes", "ACTION: 'buy' is none of these: give long, short or close")]
    [InlineData("signals --stats --source theirs", "--source: 'theirs' is none of these: give all, strategy or external")]
    [InlineData("signal long BTC --stop low", "--stop: 'low' is not a number: give e.g. --stop 1.5")]
    [InlineData("watch BTC --seconds -3", "--seconds: '-3' is not a number of seconds above 0: give e.g. --seconds 30")]
    [InlineData("bars BINANCE:x --timeframe 5x", "--timeframe: '5x' is not a number and s, m, h or d: give e.g. --timeframe 5m")]
    [InlineData("ledger btcusdt", "MARKET: 'btcusdt' is not a market id: give EXCHANGE:symbol, e.g. BINANCE:btcusdt (list: squeezeflow markets)")]
    [InlineData("explain BTC --at noon", "--at: 'noon' is not a time: give ISO-8601 or epoch milliseconds, e.g. --at 2025-01-01T12:00:00Z")]
    [InlineData("explain", "SYMBOL: missing: give one, e.g. squeezeflow explain BTC, or a signal with --signal ID")]
    [InlineData("explain BTC --signal sqz-1", "SYMBOL: does not go with --signal: leave one of the two out")]
    [InlineData("explain --signal sqz-1 --at 2025-01-01T12:00:00Z", "--at: does not go with --signal: leave one of the two out")]
    [InlineData("explain --signal", "--signal: no value: give --signal ID (see: squeezeflow explain --help)")]
    [InlineData("status --url ftp://x", "--url: 'ftp://x' is not an HTTP address: give e.g. http://127.0.0.1:3000")]
    public async Task A_bad_command_line_is_told_in_one_line(string line, string expected)
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(line.Split(' '));

        Assert.Equal((2, string.Empty), (exitCode, terminal.Out));
        Assert.Equal(expected + "\n", terminal.Error);
    }

    [Fact]
    public async Task Two_problems_are_two_lines()
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync("signals", "--limit", "x", "--seconds", "y");

        Assert.Equal((2, 2), (exitCode, terminal.Error.Count(c => c == '\n')));
    }

    [Fact]
    public async Task Help_of_every_command_shows_its_examples()
    {
        using var terminal = new TestTerminal();
        var commands = Commands(ConsoleCommands.Build(terminal.Terminal)).ToArray();

        foreach (var command in commands)
        {
            Assert.Equal(0, await terminal.RunAsync([.. command.Parents.Where(parent => parent is not RootCommand).Select(parent => parent.Name), command.Name, "--help"]));
        }

        Assert.All(commands, command => Assert.NotEmpty(command.Examples));
        Assert.All(commands.SelectMany(command => command.Examples), example => Assert.Contains("  squeezeflow " + example, terminal.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_is_a_command_line_that_parses()
    {
        using var terminal = new TestTerminal();
        var root = ConsoleCommands.Build(terminal.Terminal);

        var examples = Commands(root).SelectMany(command => command.Examples).Select(example => example.Split('|', '<')[0]);

        Assert.All(examples, example => Assert.Empty(root.Parse(example).Errors));
    }

    [Theory]
    [InlineData("market", "squeezeflow market: ")]
    [InlineData("market add", "MARKET: missing: give one, e.g. squeezeflow market add BINANCE:solusdt")]
    [InlineData("market ad BINANCE:solusdt", "'ad': unknown command: did you mean 'add'? see: squeezeflow market --help")]
    public async Task A_command_within_a_command_is_named_whole(string line, string start)
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync(line.Split(' '));

        Assert.Equal((2, string.Empty), (exitCode, terminal.Out));
        Assert.StartsWith(start, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_text_is_bad_usage_wherever_a_name_is_expected()
    {
        using var terminal = new TestTerminal();
        foreach (var command in Commands(ConsoleCommands.Build(terminal.Terminal)))
        {
            string[] path = [.. command.Parents.Where(parent => parent is not RootCommand).Select(parent => parent.Name), command.Name];
            foreach (var argument in command.Arguments)
            {
                var exitCode = await terminal.RunAsync([.. path, .. command.Arguments.Select(one => one == argument ? string.Empty : "BINANCE:btcusdt"), .. Required(command)]);

                Assert.True(exitCode == 2, $"{command.Name} {argument.Name}: {exitCode} {terminal.Error}");
            }

            foreach (var option in command.Options.Where(option => option is not HelpOption && option.Arity.MaximumNumberOfValues > 0))
            {
                var exitCode = await terminal.RunAsync([.. path, .. command.Arguments.Select(_ => "BINANCE:btcusdt"), .. Required(command), option.Name, string.Empty]);

                Assert.True(exitCode == 2, $"{command.Name} {option.Name}: {exitCode} {terminal.Error}");
            }
        }
    }

    [Fact]
    public async Task Without_arguments_the_help_is_shown()
    {
        using var terminal = new TestTerminal();

        var exitCode = await terminal.RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("watch <SYMBOL>", terminal.Out, StringComparison.Ordinal);
    }

    private static IEnumerable<ConsoleCommand> Commands(Command command) =>
        command.Subcommands.SelectMany(Commands).Concat(command is ConsoleCommand own ? [own] : []);

    private static IEnumerable<string> Required(Command command) =>
        command.Options.Where(option => option.Required).SelectMany(option => new[] { option.Name, "nowhere.csv" });
}
