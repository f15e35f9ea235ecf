using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Commands.Feeds;

/// <summary>Changes whether a market is read.</summary>
internal sealed class MarketChangeCommand : ConsoleCommand
{
    private readonly Argument<MarketId> _market = Values.Market();
    private readonly Func<ServiceClient, string, CancellationToken, Task<string>> _send;
    private readonly Func<string, string> _describe;

    /// <summary>Names it.</summary>
    /// <param name="environment">What every command is given.</param>
    /// <param name="name">Its word behind <c>market</c>.</param>
    /// <param name="description">What it does.</param>
    /// <param name="send">Sends the change to the market's path; answers the body.</param>
    /// <param name="describe">What is said of a market when it is done.</param>
    public MarketChangeCommand(
        CommandEnvironment environment, string name, string description, Func<ServiceClient, string, CancellationToken, Task<string>> send, Func<string, string> describe)
        : base(environment, name, description, $"market {name} BINANCE:solusdt", $"market {name} OKX:SOL-USDT-SWAP --json")
    {
        (_send, _describe) = (send, describe);
        Add(_market);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var market = run.Arguments.GetValue(_market).ToString();
        return run.Write(await _send(run.Service, ApiPaths.Of(ApiPaths.Market, market), cancellationToken), _describe(market));
    }
}
