using System.CommandLine;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>Has a market read no longer.</summary>
internal sealed class MarketRemoveCommand : ConsoleCommand
{
    private readonly Argument<MarketId> _market = Values.Market();

    /// <summary>Names it.</summary>
    public MarketRemoveCommand(CommandSurroundings surroundings)
        : base(surroundings, "remove", "Read a market no longer; what is stored of it stays", "market remove BINANCE:solusdt", "market remove OKX:SOL-USDT-SWAP --json") =>
        Add(_market);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var market = run.Arguments.GetValue(_market).ToString();
        var body = await run.Service.DeleteAsync("markets/" + Uri.EscapeDataString(market), cancellationToken);
        return run.Tell(body, $"market {market}: is read no longer; what is stored of it stays (undo: squeezeflow market add {market})");
    }
}
