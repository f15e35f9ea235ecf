using System.CommandLine;
using System.Text.Json;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Symbols;

/// <summary>Open interest of a symbol.</summary>
internal sealed class OpenInterestCommand : ConsoleCommand
{
    private readonly Argument<string> _symbol = Values.Symbol();

    /// <summary>Names it.</summary>
    public OpenInterestCommand(CommandSurroundings surroundings)
        : base(surroundings, "oi", "Open interest of a symbol by venue", "oi BTC", "oi BTC --json") =>
        Add(_symbol);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = "open-interest/" + Uri.EscapeDataString(run.Arguments.GetRequiredValue(_symbol));
        var answer = await run.Service.GetAsync<JsonElement>(path, cancellationToken);
        return run.Show(answer, element => JsonSheet.Write(run.Terminal, element, "no open interest is known"));
    }
}
