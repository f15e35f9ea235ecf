using System.CommandLine;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>Has a market read from now on.</summary>
internal sealed class MarketAddCommand : ConsoleCommand
{
    private readonly Argument<MarketId> _market = Values.Market();

    /// <summary>Names it.</summary>
    public MarketAddCommand(CommandSurroundings surroundings)
        : base(surroundings, "add", "Read a market from now on", "market add BINANCE:solusdt", "market add OKX:SOL-USDT-SWAP --json") =>
        Add(_market);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var market = run.Arguments.GetValue(_market).ToString();
        var body = await run.Service.PutAsync("markets/" + Uri.EscapeDataString(market), cancellationToken);
        return run.Tell(body, $"market {market}: is read from now on (see: squeezeflow markets)");
    }
}
