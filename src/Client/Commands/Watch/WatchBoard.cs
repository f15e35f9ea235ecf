using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Client.Commands.Watch;

/// <summary>All that is shown of one symbol.</summary>
/// <param name="service">Where details are asked for.</param>
/// <param name="symbol">Base coin.</param>
internal sealed class WatchBoard(ServiceClient service, string symbol)
{
    private static readonly TimeSpan FlowRange = TimeSpan.FromHours(8);

    private bool _isLoaded;

    /// <summary>The symbol at a glance; null before the first update.</summary>
    public SymbolView? View { get; private set; }

    /// <summary>Latest evaluation; null before the first.</summary>
    public Explanation? Evaluation { get; private set; }

    /// <summary>Spot minus perpetual volume delta, cumulated over the last buckets, USD.</summary>
    public IReadOnlyList<double> Divergence { get; private set; } = [];

    /// <summary>Open positions of the symbol.</summary>
    public IReadOnlyList<PositionView> Positions { get; private set; } = [];

    /// <summary>Latest signals, newest first.</summary>
    public IReadOnlyList<SignalRecord> Signals { get; private set; } = [];

    /// <summary>Takes an event in, and asks for what it makes stale.</summary>
    public async Task ApplyAsync(ServerEvent item, CancellationToken cancellationToken)
    {
        if (item.Kind == EventKinds.Symbol)
        {
            var before = View;
            View = item.Read<SymbolView>();
            if (!_isLoaded || before?.EvaluatedAt != View.EvaluatedAt)
            {
                await LoadEvaluationAsync(cancellationToken);
            }
        }

        if (!_isLoaded || item.Kind is EventKinds.Signal or EventKinds.Order or EventKinds.Resync)
        {
            await LoadTradingAsync(cancellationToken);
        }

        _isLoaded = true;
    }

    private async Task LoadEvaluationAsync(CancellationToken cancellationToken)
    {
        if (View is not { MarketTime: { } time, EvaluatedAt: var evaluated })
        {
            return;
        }

        var range = new Query().With("timeframe", "5m").With("from", time - FlowRange).With("to", time + TimeSpan.FromSeconds(1));
        var flow = (await service.GetAsync<CvdView>(range.After(ApiPaths.Of(ApiPaths.SymbolCvd, symbol)), cancellationToken)).Value;
        double sum = 0;
        Divergence = [.. flow.SpotDelta.Zip(flow.PerpDelta, (spot, perp) => sum += spot - perp)];
        Evaluation = evaluated is null
            ? null
            : (await service.GetAsync<Explanation>(ApiPaths.Of(ApiPaths.SymbolExplanation, symbol), cancellationToken)).Value;
    }

    private async Task LoadTradingAsync(CancellationToken cancellationToken)
    {
        var positions = await service.GetAsync<PositionView[]>(ApiPaths.Positions, cancellationToken);
        Positions = [.. positions.Value.Where(position => position.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase))];
        Signals = (await service.GetAsync<SignalRecord[]>(new Query().With("symbol", symbol).With("limit", 5).After(ApiPaths.Signals), cancellationToken)).Value;
    }
}
