using System.CommandLine;
using System.CommandLine.Parsing;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Shell;

/// <summary>Completes commands, options, symbols, markets and positions.</summary>
/// <param name="commands">The command line.</param>
/// <param name="service">Where names are asked for.</param>
internal sealed class Completer(RootCommand commands, ServiceClient service)
{
    /// <summary>Words of the shell itself.</summary>
    public static IReadOnlyList<string> OwnWords { get; } = ["clear", "exit", "help", "history", "quit"];

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NamesAge = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (long At, IReadOnlyList<string> Names)> _names = [];

    /// <summary>Words that can stand where <paramref name="text"/> ends, in ordinal order.</summary>
    public async ValueTask<IReadOnlyList<string>> CompleteAsync(string text, CancellationToken cancellationToken)
    {
        var word = text[(text.LastIndexOf(' ') + 1)..];
        var parse = commands.Parse(CommandLineParser.SplitCommandLine(text[..^word.Length]).ToArray());
        var command = parse.CommandResult.Command;
        IEnumerable<string> words = word.StartsWith('-')
            ? command.Options.Concat(commands.Options.Where(option => option.Recursive)).Select(option => option.Name)
            : command == commands
                ? commands.Subcommands.Select(subcommand => subcommand.Name).Concat(OwnWords)
                : command.Subcommands.Count > 0
                    ? command.Subcommands.Select(subcommand => subcommand.Name)
                    : await NamesAsync(parse, cancellationToken);
        return [.. words.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.Ordinal)];
    }

    private async ValueTask<IReadOnlyList<string>> NamesAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var last = parse.Tokens is [.., var token] ? token : null;
        var kind = last is { Type: TokenType.Option } ? last.Value.TrimStart('-').ToUpperInvariant()
            : parse.CommandResult.Command.Arguments.FirstOrDefault(argument => parse.CommandResult.GetResult(argument) is null or { Tokens.Count: 0 })?.Name;
        return kind switch
        {
            ArgumentNames.Symbol => await NamesAsync<SymbolView>(ApiPaths.Symbols, view => view.Symbol, cancellationToken),
            ArgumentNames.Market => await NamesAsync<MarketView>(ApiPaths.Markets, view => view.Market, cancellationToken),
            ArgumentNames.Position => await NamesAsync<PositionView>(ApiPaths.Positions, view => view.Id, cancellationToken),
            ArgumentNames.Signal => await NamesAsync<SignalRecord>(ApiPaths.Signals, record => record.Signal.Id, cancellationToken),
            ArgumentNames.Feed => await NamesAsync<FeedView>(ApiPaths.Feeds, view => view.Id, cancellationToken),
            ArgumentNames.Timeframe => [.. Core.Bars.Timeframe.Stored.Select(timeframe => timeframe.ToString())],
            ArgumentNames.Profile => Enum.GetNames<StrategyProfile>(),
            _ => [],
        };
    }

    private async ValueTask<IReadOnlyList<string>> NamesAsync<T>(string path, Func<T, string> name, CancellationToken cancellationToken)
    {
        if (_names.TryGetValue(path, out var known) && service.Clock.GetElapsedTime(known.At) < NamesAge)
        {
            return known.Names;
        }

        using var timeout = new CancellationTokenSource(Timeout, service.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var answer = await service.GetAsync<T[]>(path, either.Token);
            _names[path] = (service.Clock.GetTimestamp(), [.. answer.Value.Select(name)]);
        }
        catch (Exception error) when (error is ConsoleFailure || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Without a service there is nothing to complete; the command itself will say what is wrong.
            _names[path] = (service.Clock.GetTimestamp(), []);
        }

        return _names[path].Names;
    }
}
