using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Core.Views.Figures;
using SqueezeFlow.Grains.OpenInterest;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Api.Feeds;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Symbols.Figures;

/// <summary>The figures of all symbols, made anew every few seconds at most: any number of screens costs the same. Safe for concurrent use.</summary>
internal sealed class FigureBook(IGrainAccess grains, IBarStore store, IOptions<OpenInterestOptions> openInterest, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1);
    private IReadOnlyList<SymbolFigures> _made = [];
    private long? _madeAt;

    /// <summary>The figures of every tracked symbol.</summary>
    public async Task<IReadOnlyList<SymbolFigures>> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_madeAt is not { } at || clock.GetElapsedTime(at) >= Lasting)
            {
                _made = await MakeAsync(cancellationToken);
                _madeAt = clock.GetTimestamp();
            }

            return _made;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<IReadOnlyList<SymbolFigures>> MakeAsync(CancellationToken cancellationToken)
    {
        List<SymbolFigures> all = [];
        foreach (var symbol in await grains.GetTrackedAsync())
        {
            all.Add(await MakeAsync(symbol, grains.Symbol(symbol), cancellationToken));
        }

        return all;
    }

    private async Task<SymbolFigures> MakeAsync(string symbol, ISymbolGrain grain, CancellationToken cancellationToken)
    {
        var window = await grain.GetCvdAsync();
        var start = FigureMaker.StartOf(window);
        var collects = openInterest.Value.Enabled && openInterest.Value.Coins().Contains(symbol);
        var (share, gaps) = start is { } from ? await ReadLedgerAsync(grain, from, cancellationToken) : (null, null);
        return new(
            symbol,
            FigureMaker.ChangeOf(window),
            collects,
            collects ? await FindOpenInterestAsync(symbol) : null,
            share,
            gaps,
            Math.Min(FigureMaker.Looked, window.OpenUnixMs.Count),
            start,
            FigureMaker.DivergenceOf(window));
    }

    // A store that is away leaves a column empty, not the table.
    private async Task<(double? Share, int? Gaps)> ReadLedgerAsync(ISymbolGrain grain, long from, CancellationToken cancellationToken)
    {
        try
        {
            var view = await grain.GetViewAsync();
            if (view.MarketTime is not { } now)
            {
                return (null, null);
            }

            List<(long, long)> minutes = [];
            var (to, open) = (now.ToUnixTimeMilliseconds(), 0);
            foreach (var market in await grain.GetMarketsAsync())
            {
                var id = MarketId.Parse(market.Market);
                minutes.Add(LedgerApi.MinutesIn(await store.ReadLedgerAsync(id, from, to, cancellationToken), from, to));
                open += (await store.ReadGapsAsync(id, from, to, cancellationToken)).Count(gap => gap.FilledBy is null);
            }

            return (FigureMaker.ShareOf(minutes, from, to), open);
        }
        catch (IOException)
        {
            ApiMetrics.Failures.Add(1);
            return (null, null);
        }
    }

    private async Task<double?> FindOpenInterestAsync(string symbol)
    {
        var view = await grains.GetOpenInterestAsync(symbol);
        return view.Aggregates.FirstOrDefault(one => one.Name == OpenInterestScopes.TotalName)?.ChangePercent24h;
    }
}
